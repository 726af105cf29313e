import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changesForAll } from './breaking-changes.ts';
import { writeContracts } from './write-contracts.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'contracts-'));
});

afterEach(() => rmSync(root, { recursive: true }));

const schema = (...required: string[]) => ({ type: 'object', properties: { a: {}, b: {} }, required });
const write = (content: object, ...args: string[]) =>
  writeContracts(root, { 'x/y.json': { ...content } }, changesForAll, args);
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, 'contracts', path), 'utf8'));

const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root });
const commit = () => {
  git('add', '-A');
  git('commit', '-qm', 'contracts');
};

describe('writing contracts', () => {
  it('refuses what breaks who uses them, with field and reason, and writes nothing', () => {
    write(schema('a'));
    expect(() => write(schema('a', 'b'))).toThrow('contracts/x/y.json /b: the field is newly required');
    expect(read('x/y.json')).toEqual(schema('a'));
  });

  it('takes it with a reason alone, which is recorded with the change', () => {
    write(schema('a'));
    expect(() => write(schema('a', 'b'), '--allow-breaking')).toThrow('takes the reason');
    write(schema('a', 'b'), '--allow-breaking=nobody reads it yet');
    expect(read('x/y.json')).toEqual(schema('a', 'b'));
    const change = { document: 'x/y.json', field: '/b', reason: 'the field is newly required' };
    expect(read('breaking.json')).toEqual([{ ...change, accepted: 'nobody reads it yet' }]);
  });

  it('compares with what was committed: a document that was altered or deleted since hides nothing', () => {
    git('init', '-q');
    write(schema('a'));
    commit();
    rmSync(join(root, 'contracts/x/y.json'));
    expect(() => write(schema('a', 'b'))).toThrow('/b: the field is newly required');
    write(schema('a', 'b'), '--allow-breaking=nobody reads it yet');
    write(schema('a', 'b'));
    expect(read('breaking.json')).toHaveLength(1);
    commit();
    write(schema('a', 'b'));
  });

  it('compares with what was there before: what was committed past it is found by whoever looks next', () => {
    git('init', '-q');
    write(schema('a'));
    commit();
    writeFileSync(join(root, 'contracts/x/y.json'), JSON.stringify(schema('a', 'b')));
    commit();
    expect(() => write(schema('a', 'b'))).toThrow('/b: the field is newly required');
    write(schema('a', 'b'), '--allow-breaking=nobody reads it yet');
    write(schema('a', 'b'));
  });
});
