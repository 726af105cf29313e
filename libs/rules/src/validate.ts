import { TIME_UNITS } from './date-time.ts';
import { isInteger } from './value.ts';

/** A fault of an expression: where (JSON pointer), which part of it, and what. */
export type Issue = { readonly path: string; readonly expr: unknown; readonly message: string };

/** Deeper expressions are refused, so that no evaluation can exhaust the stack. */
export const MAX_DEPTH = 100;

export const INFIX = [
  '===',
  'and',
  '>',
  '<',
  '>=',
  '<=',
  'in',
  '+',
  'after',
  'before',
  'not-after',
  'not-before',
] as const;
const RANGES: readonly string[] = ['<', '>', '<=', '>=', 'after', 'before', 'not-after', 'not-before'];

type Place = { readonly path: string; readonly depth: number };
type Operation = Place & {
  readonly expr: object;
  readonly operator: string;
  readonly values: readonly unknown[];
};

const issue = (place: Place, expr: unknown, message: string): Issue => ({ path: place.path, expr, message });

const isLiteral = (expr: unknown): boolean =>
  typeof expr === 'string' || typeof expr === 'boolean' || isInteger(expr);

const below = ({ path, depth }: Place, ...parts: (string | number)[]): Place => ({
  path: [path, ...parts.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
  depth: depth + 1,
});

const operands = (operation: Operation, count: number): Issue[] =>
  operation.values
    .slice(0, count)
    .flatMap((value, at) => validateAt(value, below(operation, operation.operator, at)));

const countIssue = (operation: Operation, message: string): Issue =>
  issue(operation, operation.expr, `${message}, but it has ${operation.values.length}`);

const infix = (operation: Operation): Issue[] => {
  const { operator, values } = operation;
  if (operator === 'and') {
    const short = countIssue(operation, 'an "and" operation must have at least 2 operands');
    return [...(values.length < 2 ? [short] : []), ...operands(operation, values.length)];
  }
  const most = RANGES.includes(operator) ? 3 : 2;
  const wrong = values.length < 2 || values.length > most;
  const count = most === 3 ? '2 or 3' : '2';
  const named = countIssue(operation, `an operation with operator "${operator}" must have ${count} operands`);
  return [...(wrong ? [named] : []), ...operands(operation, most)];
};

const exactly = (count: number, message: string) => (operation: Operation) => [
  ...(operation.values.length === count ? [] : [countIssue(operation, message)]),
];

const not = (operation: Operation): Issue[] => {
  const wrong = exactly(1, 'a !-operation (logical not/negation) must have exactly 1 operand')(operation);
  return wrong.length > 0 ? wrong : operands(operation, 1);
};

/** An operation whose first operand is an expression and whose others are literals of a kind. */
const withArguments =
  (count: number, message: string, ...checks: ((value: unknown) => string | undefined)[]) =>
  (operation: Operation): Issue[] => [
    ...exactly(count, message)(operation),
    ...operands(operation, 1),
    ...checks.flatMap((check, at) => {
      const value = operation.values[at + 1];
      const told = value === undefined ? undefined : check(value);
      return told ? [issue(operation, operation.expr, told)] : [];
    }),
  ];

/** An argument in words; what is neither number nor text may be too deep, or not at all, to be written. */
const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

const integer = (name: string, place: number, operator: string) => (value: unknown) =>
  isInteger(value)
    ? undefined
    : `"${name}" argument (#${place}) of "${operator}" must be an integer, but it is: ${inWords(value)}`;

const timeUnit = (value: unknown): string | undefined =>
  (TIME_UNITS as readonly unknown[]).includes(value)
    ? undefined
    : `"unit" argument (#3) of "plusTime" must be a string equal to one of ${TIME_UNITS.join(', ')}, but it is: ${inWords(value)}`;

const all = (count: number, message: string) => (operation: Operation) => [
  ...exactly(count, message)(operation),
  ...operands(operation, count),
];

const operations: ReadonlyMap<string, (operation: Operation) => Issue[]> = new Map([
  ...INFIX.map((operator) => [operator, infix] as const),
  ['if', all(3, 'an "if"-operation must have exactly 3 values/operands')],
  ['reduce', all(3, 'a "reduce"-operation must have exactly 3 values/operands')],
  ['!', not],
  [
    'plusTime',
    withArguments(
      3,
      'a "plusTime"-operation must have exactly 3 values/operands',
      integer('amount', 2, 'plusTime'),
      timeUnit,
    ),
  ],
  [
    'extractFromUVCI',
    withArguments(
      2,
      'an "extractFromUVCI"-operation must have exactly 2 values/operands',
      integer('index', 2, 'extractFromUVCI'),
    ),
  ],
  ['dccDateOfBirth', withArguments(1, 'a "dccDateOfBirth"-operation must have exactly 1 value/operand')],
]);

const validateVar = (expr: object, path: unknown, place: Place): Issue[] => {
  if (typeof path !== 'string') return [issue(place, expr, 'not of the form { "var": "<path>" }')];
  const wellFormed = path.split('.').every((part) => part !== '');
  return path === '' || wellFormed
    ? []
    : [issue(place, expr, `data access path doesn't have a valid format: ${path}`)];
};

const validateOperation = (expr: object, place: Place): Issue[] => {
  const entries = Object.entries(expr) as [string, unknown][];
  const [entry] = entries;
  if (!entry || entries.length !== 1) {
    return [issue(place, expr, `expression object must have exactly one key, but it has ${entries.length}`)];
  }
  const [operator, values] = entry;
  if (operator === 'var') return validateVar(expr, values, place);
  if (!Array.isArray(values)) {
    return [issue(place, expr, 'operation not of the form { "<operator>": [ <values...> ] }')];
  }
  const check = operations.get(operator);
  return check
    ? check({ ...place, expr, operator, values })
    : [issue(place, expr, `unrecognised operator: "${operator}"`)];
};

const validateAt = (expr: unknown, place: Place): Issue[] => {
  if (isLiteral(expr)) return [];
  if (place.depth > MAX_DEPTH) return [issue(place, null, `expression is nested deeper than ${MAX_DEPTH}`)];
  if (typeof expr === 'number') return [issue(place, expr, `${expr} is a non-integer number`)];
  if (Array.isArray(expr)) return expr.flatMap((item, at) => validateAt(item, below(place, at)));
  if (typeof expr === 'object' && expr !== null) return validateOperation(expr, place);
  return [issue(place, expr, 'invalid CertLogic expression')];
};

/** The faults of an expression, with the messages of the published suite; none where it is well formed. */
export const validateRule = (expression: unknown): Issue[] => validateAt(expression, { path: '', depth: 0 });
