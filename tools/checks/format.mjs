import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Whether everything is formatted. */
export const format = async () => {
  const { code, output } = await run(findNode(), [
    inRoot('node_modules/oxfmt/bin/oxfmt'),
    '--list-different',
  ]);
  return { ok: code === 0, detail: output.trim() };
};
