// What a party's official does with a key of its own, none of which leaves this machine:
//   npm run -s party -- key     --key wang.json --party 420000 --person Wang [--alg ES256]      makes the key, prints it for registration
//                       [--officer … --grounds …]   as the operator registers it
//   npm run -s party -- vouch   --key wang.json [--key sun.json] --for li.json   prints it with the vouchers of other keys
//   npm run -s party -- end     --key wang.json [--key sun.json] --for li.json [--until …]   ends a key of the same party
//                       by itself, another person's by two
//   npm run -s party -- sign    --key wang.json [--terms draft.json] [--digest sm3:…] <agreements|rule-sets> <id> <version>
//                       tells what is signed and its digest; not signed where it is not what the party has itself
//   npm run -s party -- suspend|resume|give_notice|end_in_emergency --key wang.json [--key li.json]
//                       [--grounds …] [--until …] <agreements|rule-sets> <id> <version>
// Prints the body to send, and beside it what is signed; that is read from the hub (--hub, by default http://localhost:3000).
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { keyEndStatement, keyStatement, sign, signingStatement } from '@huren/agreements';
import { SIGNATURE_ALGORITHMS, digestOf, verifyingKeyOf } from '@huren/crypto';
import { agreement, ruleSet } from '@huren/recognition';
import { argumentsOf, fail } from './arguments.mjs';

const KINDS = { agreements: 'agreement', 'rule-sets': 'rule_set' };
const ACTS = ['suspend', 'resume', 'give_notice', 'end_in_emergency'];

const OPTIONS = {
  key: { type: 'string', multiple: true, default: [] },
  for: { type: 'string' },
  party: { type: 'string' },
  person: { type: 'string' },
  alg: { type: 'string', default: 'SM2-SM3' },
  grounds: { type: 'string' },
  until: { type: 'string' },
  officer: { type: 'string' },
  terms: { type: 'string' },
  digest: { type: 'string' },
  hub: { type: 'string', default: 'http://localhost:3000' },
};

const { values, positionals } = argumentsOf(OPTIONS);

const [command = '', path = '', id = '', version = ''] = positionals;
const COMMANDS = ['key', 'vouch', 'end', 'sign', ...ACTS];
if (!COMMANDS.includes(command)) fail(`What is to be done? ${COMMANDS.join(', ')}`);
const [file = fail('With which key? --key wang.json')] = values.key;

const readJson = (name) => {
  try {
    return JSON.parse(readFileSync(name, 'utf8'));
  } catch {
    return undefined;
  }
};

const keyIn = (name) => {
  const key = readJson(name);
  return typeof key?.privateKey === 'string' && typeof key.kid === 'string'
    ? key
    : fail(`${name} holds no key: make one with "npm run -s party -- key --key ${name} …"`);
};

const print = (body) => console.log(JSON.stringify(body));

const read = async (resource) => {
  const answer = await fetch(`${values.hub}/v1/${resource}`).catch(() =>
    fail(`Nobody answers at ${values.hub}.`),
  );
  const body = await answer.json().catch(() => fail(`What answers at ${values.hub} is no hub.`));
  return answer.ok ? body : fail(`${answer.status} ${body.code}: ${body.detail}`);
};

/** What the hub holds of an agreement or a rule set. */
const heldAt = () =>
  KINDS[path] && id && /^[1-9]\d*$/.test(version)
    ? read(`${path}/${id}`)
    : fail(
        `Of which? ${Object.keys(KINDS).join(' or ')}, then its id and the version: agreements hubei-guangdong 1`,
      );

const makeKey = () => {
  const { party, person, alg, officer, grounds } = values;
  if (!party || !person) fail('Whose key? --party 420000 --person Wang');
  const kid = `${party}-${person.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}-${randomBytes(2).toString('hex')}`;
  const privateKey = randomBytes(32).toString('hex');
  const made = { kid, alg, privateKey, party, person };
  if (!SIGNATURE_ALGORITHMS.includes(alg)) fail(`--alg is ${SIGNATURE_ALGORITHMS.join(' or ')}.`);
  try {
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch ({ code, message }) {
    if (code === 'EEXIST') fail(`${file} is there already, and is left as it is: name another file.`);
    fail(code === 'ENOENT' ? `There is no folder ${dirname(file)} for the key.` : message);
  }
  print({ ...verifyingKeyOf(made), person, ...(officer && { officer, grounds }) });
};

const otherKey = () => keyIn(values.for ?? fail('For which key? --for li.json'));

/** A key as the hub has it. */
const registered = async ({ party, kid }) => {
  const { keys } = await read(`members/${party}/keys`);
  return keys.find((one) => one.kid === kid) ?? fail(`${kid} is no registered key of ${party}.`);
};

const vouchersOver = (statement) => {
  const [voucher, secondVoucher] = values.key.map((name) => {
    const { alg, kid, value } = sign(statement, keyIn(name));
    return { alg, kid, value };
  });
  return { voucher, secondVoucher };
};

/** A key counts for as long as the first that vouches for it. */
const vouch = async () => {
  const { party, person, ...other } = otherKey();
  const { validFrom } = await registered({ party, kid: keyIn(file).kid });
  const key = { ...verifyingKeyOf(other), party, person, validFrom, validTo: null };
  const { party: _, validTo: __, ...body } = key;
  print({ ...body, ...vouchersOver(keyStatement(key)) });
};

const end = async () => {
  const { development: _, ...key } = await registered(otherKey());
  // Of a time that is over the hub makes its own present: no other clock has to agree.
  const validTo = values.until ?? key.validFrom;
  print({ validTo, ...vouchersOver(keyEndStatement(key, validTo)) });
};

const DOCUMENTS = { agreements: agreement.omit({ state: true, suspendedBy: true }), 'rule-sets': ruleSet };

/** What would be signed of a version: all that its digest is of. */
const termsStatement = ({ terms, lane, grounds }) => signingStatement(KINDS[path], terms, lane, grounds);

/** The version that a party has itself: what it has drafted, or would draft. */
const ownStatement = (name) => {
  const { document, lane = 'ordinary', grounds = null } = readJson(name) ?? {};
  const { success, data } = DOCUMENTS[path].safeParse(document);
  return success
    ? termsStatement({ terms: data, lane, grounds })
    : fail(`${name} holds no draft: { "document": …, "lane": …, "grounds": … }`);
};

const datesOf = ({ validFrom, validTo }) => `from ${validFrom} to ${validTo ?? 'further notice'}`;

const clauseLine = ({ id: name, from, destination, modes, ...clause }) =>
  `  ${name}: codes of ${from.join(', ')} in ${destination} by ${modes.join(', ')}, ${datesOf(clause)}`;

const ruleLine = ({ id: name, text, ...rule }) => `  ${name}: ${text.en}, ${datesOf(rule)}`;

const summaryOf = ({ terms, lane, grounds }) => [
  `${terms.id} version ${terms.version}, ${lane}${grounds ? ` (${grounds})` : ''}, ${datesOf(terms)}`,
  ...(terms.clauses ? [`  parties: ${terms.parties.join(', ')}`, ...terms.clauses.map(clauseLine)] : []),
  ...(terms.rules ? [`  destination: ${terms.destination}`, ...terms.rules.map(ruleLine)] : []),
];

const signTerms = async () => {
  const keys = values.key.map(keyIn);
  const held = (await heldAt()).versions.find((one) => one.version === Number(version));
  if (!held) fail(`${id} has no version ${version}.`);
  const statement = termsStatement(held);
  const digest = digestOf(statement);
  const own = values.terms && digestOf(ownStatement(values.terms));
  for (const other of [own, values.digest]) {
    if (other && other !== digest) fail(`Not signed: the hub has ${digest}, and you have ${other}.`);
  }
  console.error([...summaryOf(held), `digest ${digest}`].join('\n'));
  print({ signatures: keys.map((key) => sign(statement, key)) });
};

const act = async () => {
  const keys = values.key.map(keyIn);
  const { grounds, until } = values;
  const { serial } = await heldAt();
  const content = { serial, ...(grounds && { grounds }), ...(until && { until }) };
  const statement = { kind: KINDS[path], id, version: Number(version), act: command, content };
  print({ content, signatures: keys.map((key) => sign(statement, key)) });
};

if (command === 'key') makeKey();
else if (command === 'vouch') await vouch();
else if (command === 'end') await end();
else if (command === 'sign') await signTerms();
else await act();
