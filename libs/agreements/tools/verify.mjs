// Decides about a signed offline code by the public register alone, without an account and, once it was downloaded, without the hub:
//   npm run -s verify -- <code> --destination 440111 --registrar sm3:… [--purpose entry] [--mode showing] [--at …]
//                       [--register http://localhost:3000 | folder] [--keep folder] [--json]
// `--registrar` is the fingerprint of the registrar's key, as the hub prints it when it starts; whoever has it from elsewhere
// relies on nothing that the register says of itself. `--keep` writes down what was downloaded, for `--register folder` later.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTER_PATHS, RegisterFault, decideOffline, readRegister } from '@huren/agreements';
import { ANSWER_SIGNATURE } from '@huren/crypto';
import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import { instant, isDivision } from '@huren/standard';
import { argumentsOf, fail } from './arguments.mjs';

const OPTIONS = {
  destination: { type: 'string' },
  purpose: { type: 'string', default: 'entry' },
  mode: { type: 'string', default: 'showing' },
  at: { type: 'string', default: new Date().toISOString() },
  registrar: { type: 'string' },
  register: { type: 'string', default: 'http://localhost:3000' },
  keep: { type: 'string' },
  json: { type: 'boolean', default: false },
};

const { values, positionals } = argumentsOf(OPTIONS);
const { purpose, mode, register, keep } = values;
const [code = fail('Which code? HS1.…')] = positionals;
const registrar = values.registrar ?? fail('By whose key? --registrar sm3:…, as the hub printed it');
const destination = values.destination ?? fail('Where to? --destination 440111');
if (!instant.safeParse(values.at).success) fail('--at is no RFC 3339 date-time with an offset.');
const at = new Date(values.at);
if (!isDivision(destination, at)) fail('--destination is no division of GB/T 2260.');
if (!PURPOSES.includes(purpose)) fail(`--purpose is ${PURPOSES.join(', ')}.`);
if (!RECOGNITION_MODES.includes(mode)) fail(`--mode is ${RECOGNITION_MODES.join(' or ')}.`);

/** Where an answer is kept in a folder. */
const fileIn = (folder, path) => join(folder, `${path.split('/').slice(3).join('.')}.json`);

const download = async (path) => {
  const answer = await fetch(register + path).catch(() => fail(`Nobody answers at ${register}.`));
  if (!answer.ok) fail(`${register}${path} was answered ${answer.status}.`);
  return { body: await answer.text(), signature: answer.headers.get(ANSWER_SIGNATURE) ?? '' };
};

const open = (path) => {
  const file = fileIn(register, path);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return fail(`${file} holds no answer of the register.`);
  }
};

const read = /^https?:/.test(register) ? download : open;

const write = (files) => {
  mkdirSync(keep, { recursive: true });
  for (const [path, file] of files) writeFileSync(fileIn(keep, path), JSON.stringify(file));
};

const inWords = ({ result, colour, measure, fault }) =>
  [result, colour, measure, fault].filter(Boolean).join(' ');

const sentences = ({ basis, explanation, next, unsettledByDay, ...decision }) => [
  inWords(decision),
  ...(unsettledByDay
    ? [
        `The code tells days alone, and this is the strictest that they can mean. The hub, which knows the instants, may come to: ${inWords(unsettledByDay)}`,
        `本码只载明日期，以上为从严判定。平台掌握具体时刻，可能判定为：${inWords(unsettledByDay)}`,
      ]
    : []),
  explanation.en,
  explanation['zh-CN'],
  basis.agreement
    ? `by ${basis.agreement.id} version ${basis.agreement.version}, clause ${basis.agreement.clause}`
    : 'by no agreement',
  ...(next ? [`stands until ${next.at} (${next.why})`] : []),
];

const files = new Map();
for (const path of REGISTER_PATHS) files.set(path, await read(path));
try {
  const decision = decideOffline(code, { destination, purpose, mode, at }, readRegister(files, registrar));
  if (keep) write(files);
  console.log(values.json ? JSON.stringify(decision) : sentences(decision).join('\n'));
} catch (error) {
  if (!(error instanceof RegisterFault)) throw error;
  fail(error.message);
}
