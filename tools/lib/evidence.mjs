/** @typedef {{ kind: string, name: string }} Evidence */
/** @typedef {{ promise: string, isOpen: boolean, evidence: Evidence[] }} Capability */

const KINDS = ['test', 'laws', 'demo', 'cluster', 'check', 'start', 'faults', 'bench', 'mutation'];

const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const isRow = (line) => line.trim().startsWith('|');
const isRule = (line) => /^\|[\s:|-]+\|$/.test(line.trim());

const evidenceIn = (cell) =>
  cell
    .replaceAll('`', '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, kind = '', name = ''] = /^(\w+):\s*(.+)$/.exec(part) ?? [];
      return KINDS.includes(kind) ? { kind, name } : { kind: 'unknown', name: part };
    });

const capabilityOf = (header, cells) => {
  const status = header.findIndex((title) => /^(status|状态)$/i.test(title));
  return {
    promise: cells.find((cell) => !/^[\d.]*$/.test(cell)) ?? '',
    isOpen: /\bopen\b/i.test(cells[status] ?? ''),
    evidence: evidenceIn(cells.at(-1) ?? ''),
  };
};

/**
 * The rows of all tables of a text. The last column names the evidence (`test: full name of a test`, where `…`
 * stands for what the cases of a table differ in, `laws: test of npm run test:laws`, `demo: story.step`, `cluster: story.step`, `check: step of npm test`, `start: step of check-start`,
 * `faults: check of npm run test:faults`, `bench: figure`, `mutation: library`, several separated by `;`), the column `status` says `open` where there is none yet.
 * @param {string} text
 * @returns {Capability[]}
 */
export const capabilitiesIn = (text) => {
  let header = [];
  return text.split('\n').flatMap((line, index, lines) => {
    if (!isRow(line) || isRule(line)) return [];
    if (isRule(lines[index + 1] ?? '')) {
      header = cellsOf(line);
      return [];
    }
    return [capabilityOf(header, cellsOf(line))];
  });
};

/**
 * What passed and what did not, of one kind. Undefined: it has not run, and cannot be asked.
 * @typedef {readonly { name: string, file?: string, isSkipped?: boolean, ok: boolean }[] | undefined} Results
 */

const escaped = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What was skipped as a whole stands in a report for all that stands under it. */
const isNamed = ({ kind, name }) => {
  if (kind !== 'test') return (result) => result.name === name;
  const pattern = new RegExp(`^${name.split('…').map(escaped).join('.+')}$`, 's');
  return (result) => pattern.test(result.name) || (result.isSkipped && name.startsWith(`${result.name} `));
};

/** Whether a test goes by another's name: alike they are one only as cases of a table, and so in one file. */
const isAmbiguous = (found, { name }) =>
  name.includes('…') ? new Set(found.map(({ file }) => file)).size > 1 : found.length > 1;

const faultOf = (ran) => (evidence) => {
  const { kind, name } = evidence;
  if (kind === 'unknown') return [`"${name}" names no evidence`];
  const results = ran[kind];
  if (!results) return [];
  const found = results.filter(isNamed(evidence));
  if (found.length === 0) return [`the ${kind} "${name}" does not exist`];
  if (isAmbiguous(found, evidence)) return [`the ${kind} "${name}" is more than one`];
  return found.every(({ ok }) => ok) ? [] : [`the ${kind} "${name}" did not pass`];
};

/**
 * What keeps the promises from being shown, a line each. Open rows owe nothing.
 * @param {readonly Capability[]} capabilities
 * @param {Record<string, Results>} ran
 */
export const evidenceFaults = (capabilities, ran) =>
  capabilities
    .filter(({ isOpen }) => !isOpen)
    .flatMap(({ promise, evidence }) => {
      const faults = evidence.length === 0 ? ['names no evidence'] : evidence.flatMap(faultOf(ran));
      return faults.map((fault) => `"${promise}": ${fault}`);
    });
