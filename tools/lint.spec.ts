import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';

const tools = dirname(fileURLToPath(import.meta.url));
const root = dirname(tools);
const fixtures = join(tools, 'lint-fixtures');

const paths = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);

const expectedBy = (text: string): string => /^\/\/ expects: (.+)$/m.exec(text)?.[1] ?? 'no expectation';

const findingsOf = async (eslint: ESLint, path: string, text: string): Promise<string[]> => {
  const results = await eslint.lintText(text, { filePath: join(root, path) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`));
};

describe('lint', () => {
  const eslint = new ESLint({ cwd: root });

  beforeAll(() => {
    // Without the project graph the boundaries of the layers pass in silence.
    process.env['NX_DAEMON'] = 'false';
    const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
    execFileSync(process.execPath, [nx, 'show', 'projects'], { cwd: root, stdio: 'pipe' });
  }, 60_000);

  it.each(paths)('finds what is wrong in %s, and nothing else', async (path) => {
    const text = readFileSync(join(fixtures, path), 'utf8');
    const expected = expectedBy(text);
    expect(await findingsOf(eslint, path, text)).toEqual(expected === 'nothing' ? [] : [expected]);
  });

  it('leaves the fixtures themselves out', async () => {
    expect(await eslint.isPathIgnored(join(fixtures, paths[0] ?? ''))).toBe(true);
  });
});
