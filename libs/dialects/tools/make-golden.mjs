// Writes golden/<issuer>-<scheme>.json from the built library: what each dialect says today, to be read by eye
// before it is committed. Run after `tsc -b`: node libs/dialects/tools/make-golden.mjs
import { writeFileSync } from 'node:fs';
import { allDialects } from '../dist/index.js';

const subject = '0123456789abcdefghjkmnpqrstvwxyz';
const codeRefOf = (issuer) => () => `${issuer}.00000000000000000000000000`;
const at = '2020-03-16T09:00:00+08:00';
const reasonsOf = {
  green: [],
  yellow: [{ kind: 'contact.close' }],
  orange: [{ kind: 'contact.close' }],
  red: [{ kind: 'case.confirmed' }],
};

const canonical = ({ document }, colour) => ({
  standard: '1.0',
  codeRef: codeRefOf(document.issuer)(),
  issuer: document.issuer,
  scheme: document.scheme,
  subject,
  colour,
  covers: document.covers,
  reasons: reasonsOf[colour].map((one) => ({
    ...one,
    issuer: document.issuer,
    evidence: 'unstated',
    observedAt: at,
  })),
  issuedAt: at,
  validUntil: '2020-03-30T09:00:00+08:00',
  version: Date.parse(at) / 1000,
});

const clone = (raw) => JSON.parse(JSON.stringify(raw));

const setAt = (raw, path, value) => {
  const names = path.split('.');
  const last = names.pop();
  const into = names.reduce((object, name) => (object[name] ??= {}), raw);
  if (value === undefined) delete into[last];
  else into[last] = value;
};

/** Changes one field of a record, whatever its shape. */
const altered = ({ shape }, raw, path, value) => {
  if (shape.as === 'delimited') {
    const parts = raw.split(shape.separator);
    parts[shape.fields.indexOf(path)] = value ?? '';
    return parts.join(shape.separator);
  }
  if (shape.as === 'pairs') {
    const others = raw.filter((pair) => pair[shape.name] !== path);
    return value === undefined ? others : [...others, { [shape.name]: path, [shape.value]: value }];
  }
  const copy = clone(raw);
  setAt(copy, path, value);
  return copy;
};

const brokenOf = (document, raw) => {
  const colour = document.colour.each ? [{ [document.colour.each]: '?' }] : '?';
  const shape =
    document.shape.as === 'delimited' ? 'one field' : document.shape.as === 'pairs' ? { k: 'v' } : ['a list'];
  const more =
    document.shape.as === 'delimited'
      ? `${raw}${document.shape.separator}more`
      : altered(document, raw, 'notInDialect', 'x');
  return [
    ['without its reference', altered(document, raw, document.reference, undefined)],
    ['without its subject', altered(document, raw, document.subject, undefined)],
    ['with a time that is none', altered(document, raw, document.updatedAt.path, 'yesterday')],
    ['with a colour of another dialect', altered(document, raw, document.colour.path, colour)],
    ['with a field too many', more],
    ['of another shape', shape],
    ...document.personal
      .slice(0, 1)
      .map((path) => ['with a personal field', altered(document, raw, path, 'somebody')]),
  ];
};

for (const dialect of allDialects()) {
  const { document } = dialect;
  const context = { codeRefOf: codeRefOf(document.issuer) };
  const records = Object.values(document.colour.codes).map((colour) =>
    dialect.render(canonical(dialect, colour)),
  );
  const [first] = records;
  const results = Object.keys(document.colour.results).map((code) =>
    altered(
      document,
      first.raw,
      document.colour.path,
      document.colour.each ? [{ [document.colour.each]: code }] : code,
    ),
  );
  const golden = [...records.map(({ raw }) => raw), ...results].map((raw) => ({
    raw,
    outcome: dialect.read(raw, context),
  }));
  const broken = brokenOf(document, first.raw).map(([what, raw]) => ({
    what,
    raw,
    errors: dialect.read(raw, context).errors,
  }));
  const file = new URL(`../golden/${document.issuer}-${document.scheme}.json`, import.meta.url);
  writeFileSync(
    file,
    `${JSON.stringify({ issuer: document.issuer, scheme: document.scheme, golden, broken }, null, 1)}\n`,
  );
}
