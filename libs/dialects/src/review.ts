import type { CodeRef, FieldError, HealthCodeRecord } from '@huren/standard';
import { checkDialect } from './check-dialect.ts';
import type { DialectDocument } from './dialect.ts';
import { compileDialect } from './registry.ts';

/** What is to be told of a dialect, and of a record in it. */
export type Review = { readonly ok: boolean; readonly lines: readonly string[] };

const refused = (what: string, errors: readonly FieldError[]): Review => ({
  ok: false,
  lines: [
    `${what} is refused:`,
    ...errors.map(({ pointer, code, message }) => `  ${pointer || '/'}  ${code}: ${message}`),
  ],
});

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

const listed = (kinds: readonly string[]): string => kinds.join(', ') || 'nothing';

const summary = ({
  name,
  issuer,
  scheme,
  version,
  status,
  covers,
  cannotCarry,
}: DialectDocument): string[] => [
  `${name['zh-CN']} ${name.en} (${issuer} ${scheme}, version ${version}, ${status}) is in order.`,
  `  looks into: ${listed(covers)}`,
  `  cannot carry: ${listed(cannotCarry)}`,
];

const carried = (record: HealthCodeRecord, document: DialectDocument): string[] => {
  const { lost } = compileDialect(document).render(record);
  return lost.length === 0
    ? ['Written back in the dialect, nothing is lost.']
    : [
        'Written back in the dialect, this is lost:',
        ...lost.map(({ pointer, reason }) => `  ${pointer || '/'}  ${reason}`),
      ];
};

const reviewRecord = (document: DialectDocument, text: string): Review => {
  const isText = !['object', 'pairs'].includes(document.shape.as);
  const given = parsed(text) ?? (isText ? { value: text.trimEnd() } : undefined);
  if (!given) return { ok: false, lines: ['The record is no JSON.'] };
  // The hub derives the reference under its own key; here it stands for itself.
  const codeRefOf = (): CodeRef => `${document.issuer}.${'0'.repeat(26)}`;
  const outcome = compileDialect(document).read(given.value, { codeRefOf });
  if (!outcome.ok) return refused('The record', outcome.errors);
  if (outcome.kind === 'result')
    return { ok: true, lines: [`The record is a result that is no colour: ${outcome.result}.`] };
  const lines = [
    'The record is, in the standard (the hub derives codeRef):',
    JSON.stringify(outcome.record, null, 2),
    ...carried(outcome.record, document),
  ];
  return { ok: true, lines };
};

/** Reviews the text of a dialect, and of a record in it if there is one. */
export const reviewDialect = (dialect: string, record?: string): Review => {
  const given = parsed(dialect);
  if (!given) return { ok: false, lines: ['The dialect is no JSON.'] };
  const checked = checkDialect(given.value);
  if (!checked.ok) return refused('The dialect', checked.errors);
  const lines = summary(checked.document);
  if (record === undefined) return { ok: true, lines };
  const review = reviewRecord(checked.document, record);
  return { ok: review.ok, lines: [...lines, '', ...review.lines] };
};
