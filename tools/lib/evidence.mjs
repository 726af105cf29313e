/** @typedef {{ kind: string, name: string }} Evidence */
/** @typedef {{ promise: string, isOpen: boolean, evidence: Evidence[] }} Capability */

const KINDS = ['test', 'demo', 'cluster', 'check', 'start', 'faults', 'bench', 'mutation'];

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
 * The rows of all tables of a text. The last column names the evidence (`test: part of a test's full name`,
 * `demo: story.step`, `cluster: story.step`, `check: step of npm test`, `start: step of check-start`,
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
 * @typedef {readonly { name: string, ok: boolean }[] | undefined} Results
 */

const matching = (results, { kind, name }) =>
  results.filter((result) => (kind === 'test' ? result.name.includes(name) : result.name === name));

const faultOf = (ran) => (evidence) => {
  if (evidence.kind === 'unknown') return [`"${evidence.name}" names no evidence`];
  const results = ran[evidence.kind];
  if (!results) return [];
  const found = matching(results, evidence);
  if (found.length === 0) return [`the ${evidence.kind} "${evidence.name}" does not exist`];
  return found.every(({ ok }) => ok) ? [] : [`the ${evidence.kind} "${evidence.name}" did not pass`];
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
