import { fieldNamesOf } from '../contracts/field-names.ts';
import type { Contracts } from '../contracts/registry.ts';
import { maskText } from '../util/mask-text.ts';
import { judged, toldOf } from './judged.ts';
import type { Letter, LetterError } from './letter.ts';
import type { ReplayedLetter } from './replay.ts';
import { NO_ROOM } from './shelf.ts';

/** @param names those of fields that may be shown; two others of one length are shown as one */
const maskValue = (value: unknown, names: ReadonlySet<string>): unknown => {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return '***';
  if (Array.isArray(value)) return value.map((one) => maskValue(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      names.has(name) ? name : maskText(name),
      maskValue(inner, names),
    ]),
  );
};

const maskError = (error: LetterError): LetterError => ({
  ...error,
  message: error.message.replaceAll(/\d{6,}/g, '***'),
});

/**
 * Letters for people to read: the payload's shape without its values and without names that the contract does not know,
 * messages without numbers, and of an event that does not keep to its contract no attribute.
 */
export const maskLetters = (contracts: Contracts, letters: readonly Letter[]): Letter[] =>
  judged(contracts, letters).map((one) => {
    const { fault, event, error, ...letter } = one;
    const { key, ...attributes } = toldOf(one);
    const contract = contracts.find(letter.topic);
    const data = maskValue(event.data, contract ? fieldNamesOf(contract) : new Set());
    // A message from before names were masked in it has them.
    const told = error?.code === 'contract_violation' && fault ? fault : error;
    return {
      ...letter,
      key,
      event: { specversion: event.specversion, ...attributes, topic: event.topic, key, data },
      error: told && maskError(told),
    };
  });

const MASKED = new Set(['contract_violation', NO_ROOM]);

/** What became of a letter, for people to read. */
export const maskReplayed = ({ error, ...letter }: ReplayedLetter): ReplayedLetter => ({
  ...letter,
  // Of what was not kept nobody can say any more whether it kept to its contract.
  ...(error && MASKED.has(error.code) ? { key: maskText(letter.key) } : {}),
  ...(error ? { error: maskError(error) } : {}),
});
