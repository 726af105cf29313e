import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BreakingChange } from './breaking-changes.ts';

const FOLDER = 'contracts';
const RECORD = 'breaking.json';
const ALLOW = '--allow-breaking';

type Document = Readonly<Record<string, unknown>>;

/** A breaking change of a document under `contracts/`, and why it was accepted. */
type AcceptedChange = BreakingChange & { readonly document: string; readonly accepted: string };

const parsed = <T>(text: string): T => JSON.parse(text) as T;
const texted = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

const inFolder = (root: string, path: string): string => join(root, FOLDER, path);

const MOST_BEFORE = 5;

/** A document as its last commits left it, the newest first. */
const committed = (root: string, path: string): Document[] => {
  const file = `${FOLDER}/${path}`;
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' } as const;
  try {
    const log = execFileSync('git', ['log', '-n', `${MOST_BEFORE}`, '--format=%H', '--diff-filter=AM', '--', file], options);
    const commits = log.split('\n').filter((commit) => commit !== '');
    return commits.map((commit) => parsed(execFileSync('git', ['show', `${commit}:./${file}`], options)));
  } catch {
    return [];
  }
};

/** What may be broken: what was committed, also where it was broken by a commit that never asked. */
const before = (root: string, path: string): Document[] => {
  const found = committed(root, path);
  const file = inFolder(root, path);
  return found.length > 0 || !existsSync(file) ? found : [parsed(readFileSync(file, 'utf8'))];
};

const eachOnce = (changes: readonly BreakingChange[]): BreakingChange[] => [
  ...new Map(changes.map((change) => [`${change.field} ${change.reason}`, change])).values(),
];

const recordOf = (root: string): AcceptedChange[] => {
  const file = inFolder(root, RECORD);
  return existsSync(file) ? parsed(readFileSync(file, 'utf8')) : [];
};

/** What `--allow-breaking=<why>` says. @throws Error where it says nothing */
const whyOf = (args: readonly string[]): string | undefined => {
  const flag = args.find((arg) => arg === ALLOW || arg.startsWith(`${ALLOW}=`));
  if (flag === undefined) return undefined;
  const why = flag.slice(ALLOW.length + 1).trim();
  if (!why) throw new Error(`${ALLOW} takes the reason: ${ALLOW}="nobody reads it yet"`);
  return why;
};

/**
 * Writes documents of `contracts/` by their paths there, unless they break who uses those that were committed. A change
 * that does is accepted by name and reason in `contracts/breaking.json`, which `--allow-breaking=<why>` adds to.
 * @throws Error naming each change that nobody accepted; then nothing was written
 */
export const writeContracts = (
  root: string,
  documents: Readonly<Record<string, Document>>,
  changesOf: (before: Document, after: Document) => readonly BreakingChange[],
  args: readonly string[],
): void => {
  const why = whyOf(args);
  const record = recordOf(root);
  const isAccepted = (document: string, { field, reason }: BreakingChange): boolean =>
    record.some((one) => one.document === document && one.field === field && one.reason === reason);
  const open = Object.entries(documents).flatMap(([document, after]) => {
    const now = parsed<Document>(JSON.stringify(after));
    const changes = before(root, document).flatMap((then) => changesOf(then, now));
    return eachOnce(changes).filter((change) => !isAccepted(document, change)).map((change) => ({ document, ...change }));
  });
  if (open.length > 0 && why === undefined) {
    const told = open.map(({ document, field, reason }) => `${FOLDER}/${document} ${field}: ${reason}`);
    throw new Error(
      `Nothing was written, for this breaks who uses it:\n  ${told.join('\n  ')}\n` +
        `It is accepted by ${ALLOW}="<why>", which records it in ${FOLDER}/${RECORD}.`,
    );
  }
  const accepted = open.map((change) => ({ ...change, accepted: why ?? '' }));
  const all = [...Object.entries(documents), ...(accepted.length > 0 ? [[RECORD, [...record, ...accepted]] as const] : [])];
  for (const [path, content] of all) {
    const [file, text] = [inFolder(root, path), texted(content)];
    // What is read meanwhile is never half written: as a rule nothing has changed.
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};
