import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from './root.mjs';

const LEFT_OUT = new Set(['node_modules', 'dist', '.stryker-tmp']);

/**
 * Files below a folder of the checkout, as paths from its root, in order; none where there is no such folder.
 * @param {string} folder
 * @returns {string[]}
 */
export const filesIn = (folder) => {
  /** @type {string[]} */
  const found = [];
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (LEFT_OUT.has(entry.name)) continue;
      if (entry.isDirectory()) visit(join(path, entry.name));
      else found.push(relative(root, join(path, entry.name)));
    }
  };
  if (existsSync(inRoot(folder))) visit(inRoot(folder));
  return found.sort();
};

/** The folders of all packages: `libs/standard`, …, `apps/hub`, … */
export const packageFolders = () =>
  ['libs', 'apps'].flatMap((group) =>
    readdirSync(inRoot(group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${group}/${entry.name}`),
  );
