import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inRoot, root } from '../lib/root.mjs';

const textOf = (file) => readFileSync(inRoot(file), 'utf8');

const map = textOf('docs/README.md');
const pages = [
  'README.md',
  ...readdirSync(inRoot('docs'), { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

const foldersIn = (path) =>
  readdirSync(inRoot(path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Rooms that hold what every app has. */
const EVERYWHERE = ['database', 'testing'];

const named = new Set([...map.matchAll(/`([a-z][\w/-]*)`/g)].map(([, name]) => name));

const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the documents', () => {
  it('show a newcomer the walk of a code in a picture, and every room of it by its folder', () => {
    expect(map).toContain('```mermaid\nflowchart');
    for (const [, path] of map.matchAll(/`((?:apps|libs)\/[\w/-]+)`/g))
      expect(existsSync(inRoot(path))).toBe(true);
    for (const room of [
      ...foldersIn('libs').map((name) => `libs/${name}`),
      ...foldersIn('apps').map((name) => `apps/${name}`),
    ])
      expect(named).toContain(room);
    for (const app of ['hub', 'issuer', 'risk'])
      for (const room of foldersIn(`apps/${app}/src`).filter((name) => !EVERYWHERE.includes(name)))
        expect(named).toContain(room);
  });

  it('have a glossary, each of its terms in both languages', () => {
    const rows = textOf('docs/glossary.md')
      .split('\n')
      .filter((line) => /^\| [^-]/.test(line))
      .slice(1);
    expect(rows.length).toBeGreaterThan(50);
    for (const [term, chinese] of rows.map(cellsOf)) {
      expect(term).toMatch(/^[\x20-\x7e]+$/);
      expect(chinese).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(pages)('point to what there is: %s', (page) => {
    for (const [, target] of textOf(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g))
      expect(existsSync(join(root, dirname(page), target))).toBe(true);
  });

  it('say of the licence what its file says', () => {
    expect(textOf('LICENSE')).toContain('Apache License');
    expect(JSON.parse(textOf('package.json')).license).toBe('Apache-2.0');
  });
});
