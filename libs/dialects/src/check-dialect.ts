import {
  PALETTES,
  REASON_KINDS,
  fieldErrors,
  findIssuer,
  pointerOf,
  reason as reasonSchema,
} from '@huren/standard';
import type { FieldError, ReasonKind } from '@huren/standard';
import { kindsOf } from './construct.ts';
import type { Construct, ReasonTemplate } from './construct.ts';
import { dialectDocument } from './dialect.ts';
import type { DialectDocument } from './dialect.ts';
import { fieldsOf } from './structure.ts';

export type CheckedDialect =
  | { readonly ok: true; readonly document: DialectDocument }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const at = (path: readonly PropertyKey[], code: string, message: string): FieldError => ({
  pointer: pointerOf(path),
  code,
  message,
});

const issuerFaults = ({ issuer, scheme }: DialectDocument): FieldError[] => {
  const known = findIssuer(issuer);
  if (!known) return [at(['issuer'], 'unknown_issuer', 'is no issuer of the federation')];
  return known.schemes.includes(scheme)
    ? []
    : [at(['scheme'], 'not_allowed', `is none of ${known.schemes.join(', ')}, which this issuer has`)];
};

const colourFaults = ({ scheme, colour, meanings }: DialectDocument): FieldError[] => {
  const palette: readonly string[] = PALETTES[scheme];
  const named = new Set<string>(Object.values(colour.codes));
  return [
    ...Object.entries(colour.codes)
      .filter(([, one]) => !palette.includes(one))
      .map(([code, one]) =>
        at(['colour', 'codes', code], 'not_allowed', `${one} is no colour of the scheme`),
      ),
    ...Object.keys(colour.results)
      .filter((code) => Object.hasOwn(colour.codes, code))
      .map((code) => at(['colour', 'results', code], 'contradiction', 'is the code of a colour already')),
    ...palette
      .filter((one) => !named.has(one))
      .map((one) => at(['colour', 'codes'], 'missing', `has no code of ${one}`)),
    ...Object.keys(meanings)
      .filter((one) => !named.has(one))
      .map((one) => at(['meanings', one], 'contradiction', 'is no colour of this dialect')),
    ...[...named]
      .filter((one) => !(one in meanings))
      .map((one) => at(['meanings', one], 'missing', 'is missing')),
  ];
};

const PLACEHOLDER = { issuer: '000000', evidence: 'unstated', observedAt: '2020-03-16T09:00:00+08:00' };

const templateFaults = (template: ReasonTemplate, path: readonly PropertyKey[]): FieldError[] => {
  const parsed = reasonSchema.safeParse({ ...PLACEHOLDER, ...template }, { reportInput: true });
  return parsed.success
    ? []
    : fieldErrors(parsed.error.issues).map((one) => ({ ...one, pointer: pointerOf(path) + one.pointer }));
};

const templatesIn = (given: Construct): [PropertyKey[], ReasonTemplate][] => {
  if (given.as === 'bits') return given.bits.map((one, place) => [['bits', place], one as ReasonTemplate]);
  if (given.as !== 'flag' && given.as !== 'list') return [];
  return Object.entries(given.codes).flatMap(([code, one]): [PropertyKey[], ReasonTemplate][] =>
    one ? [[['codes', code], one as ReasonTemplate]] : [],
  );
};

const constructFaults = ({ reasons = [] }: DialectDocument): FieldError[] =>
  reasons.flatMap((one, place) =>
    templatesIn(one).flatMap(([path, template]) => templateFaults(template, ['reasons', place, ...path])),
  );

const kindFaults = ({ reasons = [], meanings, covers, cannotCarry }: DialectDocument): FieldError[] => {
  const carried = new Set(reasons.flatMap(kindsOf));
  const meant = new Set(Object.values(meanings).flatMap((sets) => sets.flat().map(({ kind }) => kind)));
  const expected = REASON_KINDS.filter((kind) => !carried.has(kind));
  const isSame = [...cannotCarry].sort().join() === [...expected].sort().join();
  const isTold = (kind: ReasonKind): boolean => carried.has(kind) || meant.has(kind);
  return [
    ...(isSame
      ? []
      : [at(['cannotCarry'], 'contradiction', `is not what no field says: ${expected.join(', ')}`)]),
    ...covers.flatMap((kind, place) =>
      isTold(kind)
        ? []
        : [at(['covers', place], 'contradiction', 'neither a field nor a colour can say that it was found')],
    ),
  ];
};

const pathFaults = (document: DialectDocument): FieldError[] => {
  const { shape, personal } = document;
  const paths = [...fieldsOf(document).map(([path]) => path), ...personal];
  const clashes = paths.filter((path, place) =>
    paths.some((other, where) => where !== place && (other === path || path.startsWith(`${other}.`))),
  );
  const nested = shape.as === 'object' ? [] : paths.filter((path) => path.includes('.'));
  const placed =
    'fields' in shape ? shape.fields.map((one) => (typeof one === 'string' ? one : one.name)) : paths;
  return [
    ...[...new Set(clashes)].map((path) => at([], 'contradiction', `${path} has two uses`)),
    ...nested.map((path) => at(['shape'], 'contradiction', `${shape.as} has no place for ${path}`)),
    ...paths
      .filter((path) => !placed.includes(path))
      .map((path) => at(['shape', 'fields'], 'missing', `has no place for ${path}`)),
    ...placed
      .filter((name) => !paths.includes(name))
      .map((name) => at(['shape', 'fields'], 'contradiction', `nothing is said of ${name}`)),
  ];
};

const patternOf = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
};

const presentedFaults = ({ presented: { pattern, example } }: DialectDocument): FieldError[] => {
  const compiled = /^\^.*\$$/s.test(pattern) && pattern.includes('(?<ref>') ? patternOf(pattern) : undefined;
  if (!compiled)
    return [at(['presented', 'pattern'], 'malformed', 'is no pattern from ^ to $ with a group `ref`')];
  return compiled.exec(example)?.groups?.['ref']
    ? []
    : [at(['presented', 'example'], 'contradiction', 'does not have the pattern')];
};

const named = (error: FieldError): FieldError =>
  error.code === 'unknown_field' ? { ...error, message: 'is no field of a dialect' } : error;

/** Checks what claims to be a dialect: by the schema, then for what no schema can say. */
export const checkDialect = (given: unknown): CheckedDialect => {
  const parsed = dialectDocument.safeParse(given, { reportInput: true });
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues).map(named) };
  const document = parsed.data;
  const checks = [issuerFaults, colourFaults, constructFaults, kindFaults, pathFaults, presentedFaults];
  const errors = checks.flatMap((check) => check(document));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, document };
};
