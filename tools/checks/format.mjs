import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Whether everything is formatted. */
export const format = async () => {
  const prettier = inRoot('node_modules/prettier/bin/prettier.cjs');
  const { code, output } = await run(findNode(), [prettier, '--check', '--log-level=warn', '.']);
  return { ok: code === 0, detail: output.trim() };
};
