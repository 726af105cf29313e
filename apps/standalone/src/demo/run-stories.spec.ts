import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stepText } from './print.ts';
import { expected, isAsExpected, judge } from './run-stories.ts';

describe('an answer', () => {
  it('may have more than is expected, and nothing else', () => {
    expect(isAsExpected({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toBe(true);
    expect(isAsExpected({ a: { b: 2 } }, { a: { b: 1 } })).toBe(false);
    expect(isAsExpected({}, { a: null })).toBe(false);
    expect(isAsExpected(null, { a: 1 })).toBe(false);
  });

  it('has as many items as are expected, none being one of them', () => {
    expect(isAsExpected({ reasons: [] }, { reasons: [] })).toBe(true);
    expect(isAsExpected({ reasons: [{ kind: 'test.nucleic' }] }, { reasons: [] })).toBe(false);
    expect(isAsExpected([{ a: 1, b: 2 }], [{ a: 1 }])).toBe(true);
    expect(isAsExpected(['red', 'green', 'green'], ['red', 'green'])).toBe(false);
    expect(isAsExpected(['red'], ['red', 'green'])).toBe(false);
    expect(isAsExpected({ 0: 'red', length: 1 }, ['red'])).toBe(false);
    expect(isAsExpected([], {})).toBe(false);
  });

  it('goes on as it likes where the expectation ends in an ellipsis', () => {
    expect(isAsExpected('2020-03-30T09:00:07+08:00', '2020-03-30T09:0…')).toBe(true);
    expect(isAsExpected('2020-03-31T09:00:07+08:00', '2020-03-30T09:0…')).toBe(false);
  });
});

describe('a step of a story', () => {
  const asked = { id: 'a.b', on: '2020-02-07', asked: 'what', answer: { colour: 'green' } };
  const said = { facts: '1', expect: { colour: 'green' } };

  it('is on the day that the facts name, if they name one', () => {
    expect(judge(asked, said).ok).toBe(true);
    expect(judge(asked, { ...said, on: '2020-02-07' }).ok).toBe(true);
    expect(judge(asked, { ...said, on: '2020-02-11' }).ok).toBe(false);
  });

  it('cites a section of the facts, or is marked as modelled, or both', () => {
    const facts = readFileSync(new URL('../../../../docs/facts.md', import.meta.url), 'utf8');
    const sections = [...facts.matchAll(/^## (\d+)\./gm)].map(([, section]) => section);
    for (const [id, of] of Object.entries(expected)) {
      expect([id, of.facts !== undefined || of.modelled === true]).toEqual([id, true]);
      if (of.facts !== undefined) expect([id, sections]).toEqual([id, expect.arrayContaining([of.facts])]);
    }
  });

  it('is printed with the section that it cites and its mark', () => {
    const printed = (origin: object) => stepText(judge(asked, { ...origin, expect: {} })).split('\n')[0];
    expect(printed({ facts: '4' })).toBe('  ✓ 2020-02-07 (facts §4)  what');
    expect(printed({ modelled: true })).toBe('  ✓ 2020-02-07 (modelled)  what');
    expect(printed({ facts: '4', modelled: true })).toBe('  ✓ 2020-02-07 (facts §4, modelled)  what');
  });

  it('is as the facts say, and they say something of it', () => {
    expect(judge({ ...asked, answer: { colour: 'red' } }, said).ok).toBe(false);
    expect(judge(asked, undefined).ok).toBe(false);
  });
});
