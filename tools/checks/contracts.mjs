import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { GENERATORS } from '../lib/contracts.mjs';
import { Failure } from '../lib/failure.mjs';
import { filesIn } from '../lib/files.mjs';
import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** @param {readonly string[]} args */
export const generateContracts = async (args) => {
  for (const generator of GENERATORS) {
    const script = generator.at(-1) ?? '';
    if (!existsSync(inRoot(script))) throw new Failure(`The generator ${script} is missing.`);
    const { code, output } = await run(findNode(), [...generator, ...args]);
    if (code !== 0) throw new Failure(output.trim() || `${script} failed.`);
  }
};

const contentOf = () =>
  new Map(filesIn('contracts').map((file) => [file, readFileSync(inRoot(file), 'utf8')]));

/** Whether `contracts/` is what the sources say. Leaves the folder as it was. */
export const contracts = async () => {
  const before = contentOf();
  try {
    await generateContracts([]);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, detail: error.message };
  }
  const after = contentOf();
  const drifted = [...after.keys()].filter((file) => before.get(file) !== after.get(file));
  for (const [file, content] of before) if (drifted.includes(file)) writeFileSync(inRoot(file), content);
  const detail = drifted.map((file) => `${file} is not what the sources say: run "npm run contracts"`);
  return { ok: drifted.length === 0, detail: detail.join('\n') };
};
