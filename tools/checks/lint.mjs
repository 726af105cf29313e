import { ROOMY, findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

const env = { ...process.env, NX_DAEMON: 'false' };

/** The boundaries of the layers are checked against this graph; without it they pass in silence. */
export const makeProjectGraph = async () => {
  const { code, output } = await run(
    findNode(),
    [inRoot('node_modules/nx/dist/bin/nx.js'), 'show', 'projects'],
    { env },
  );
  if (code !== 0) throw new Error(`nx cannot make the project graph:\n${output}`);
};

/**
 * ESLint over everything, or the paths given. A rule that was skipped is a failure.
 * @param {readonly string[]} [paths]
 */
export const lint = async (paths = []) => {
  await makeProjectGraph();
  const eslint = inRoot('node_modules/eslint/bin/eslint.js');
  const args = [...ROOMY, eslint, '--max-warnings=0', ...(paths.length > 0 ? paths : ['.'])];
  const { code, output } = await run(findNode(), args, { env });
  const isSkipped = output.includes('rule will be skipped');
  return { ok: code === 0 && !isSkipped, detail: output.trim() };
};
