import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { filesIn, packageFolders } from './files.mjs';
import { inRoot } from './root.mjs';

/** As the tests compile it; but what runs imports JavaScript. */
const options = () => {
  const shared = JSON.parse(readFileSync(inRoot('tools', 'swc.json'), 'utf8'));
  return {
    ...shared,
    swcrc: false,
    inlineSourcesContent: false,
    jsc: { ...shared.jsc, rewriteRelativeImportExtensions: true },
  };
};

const isOfTests = (path) => path.endsWith('.spec.ts') || path.split('/').includes('testing');

const sourcesOf = (folder) =>
  filesIn(`${folder}/src`)
    .map((file) => relative(`${folder}/src`, file))
    .filter((path) => /\.(ts|json)$/.test(path) && !isOfTests(path))
    .map((path) => ({ source: inRoot(folder, 'src', path), target: inRoot(folder, 'dist', path) }));

/** The files that a source becomes: compiled, with its map, or data as it is. @throws where it is no TypeScript */
const filesOf = async ({ source, target }, transformFile, swc) => {
  if (source.endsWith('.json')) return [[target, readFileSync(source)]];
  const script = target.replace(/\.ts$/, '.js');
  const sourceFileName = relative(dirname(script), source);
  const { code, map } = await transformFile(source, { ...swc, sourceFileName });
  return [
    [script, `${code}//# sourceMappingURL=${basename(script)}.map\n`],
    [`${script}.map`, map],
  ];
};

/**
 * Makes `dist` of every package anew from its sources, without looking at types: a second instead of a minute. What is
 * there stays where a source is no TypeScript.
 * @throws where a source is no TypeScript
 */
export const compile = async () => {
  const { transformFile } = await import('@swc/core');
  const swc = options();
  const folders = packageFolders();
  const made = await Promise.all(folders.flatMap(sourcesOf).map((one) => filesOf(one, transformFile, swc)));
  for (const folder of folders) rmSync(inRoot(folder, 'dist'), { recursive: true, force: true });
  for (const [file, content] of made.flat()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
};
