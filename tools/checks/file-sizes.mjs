import { readFileSync } from 'node:fs';
import { filesIn, packageFolders } from '../lib/files.mjs';
import { inRoot } from '../lib/root.mjs';

const LARGEST = 250;
const LARGEST_MEDIAN = 60;

const isSource = (file) =>
  /\.(ts|mjs)$/.test(file) && !file.includes('/data/') && !/\/(generated|lint-fixtures)\//.test(file);

const isSpec = (file) => /\.spec\.(ts|mjs)$/.test(file);

const linesOf = (file) => readFileSync(inRoot(file), 'utf8').trimEnd().split('\n').length;

/**
 * What is wrong with files of these sizes. Specs do not count towards the median.
 * @param {readonly { file: string, lines: number }[]} files
 */
export const sizeFaults = (files) => {
  const sorted = files
    .filter(({ file }) => !isSpec(file))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const faults = files
    .filter(({ lines }) => lines > LARGEST)
    .map(({ file, lines }) => `${file} has ${lines} lines: at most ${LARGEST}`);
  return median > LARGEST_MEDIAN
    ? [...faults, `the median file has ${median} lines: at most ${LARGEST_MEDIAN}`]
    : faults;
};

/** Small files: no source over 250 lines, the median at most 60. */
export const fileSizes = async () => {
  const folders = [...packageFolders().map((folder) => `${folder}/src`), 'tools', 'bench'];
  const files = folders.flatMap(filesIn).filter(isSource);
  const faults = sizeFaults(files.map((file) => ({ file, lines: linesOf(file) })));
  return { ok: faults.length === 0, detail: faults.join('\n') };
};
