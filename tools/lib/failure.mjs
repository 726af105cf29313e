/** A fault that the person at the keyboard can mend: one clear sentence, no stack. */
export class Failure extends Error {}

/**
 * Runs a tool: its answer is the exit code, a Failure is one sentence and exit code 1.
 * @param {() => Promise<number>} tool
 */
export const runTool = async (tool) => {
  try {
    process.exitCode = await tool();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};
