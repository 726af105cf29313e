import { checkEvent } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import type { BusEvent } from '../port/event.ts';
import { maskText } from '../util/mask-text.ts';
import { keptName } from './kept-name.ts';
import { letterErrorOf, type Letter, type LetterError } from './letter.ts';

/** A letter, and how its event breaks its contract; if it does, nothing of it is told, for it may be anything. */
export type JudgedLetter = Letter & { readonly fault: LetterError | undefined };

const faultOf = (contracts: Contracts, event: BusEvent): LetterError | undefined => {
  try {
    checkEvent(contracts, event);
    return undefined;
  } catch (error) {
    return letterErrorOf(error);
  }
};

export const judged = (contracts: Contracts, letters: readonly Letter[]): JudgedLetter[] =>
  letters.map((letter) => ({ ...letter, fault: faultOf(contracts, letter.event) }));

/** The key and the attributes of a letter as it is told of them. */
export const toldOf = ({ key, event, fault }: JudgedLetter) => {
  const { id, source, type, time, dataschema, stateversion } = event;
  const told = fault ? maskText : keptName;
  return {
    key: told(key),
    ...{ id: told(id), source: told(source), type: told(type), time: told(time) },
    dataschema: told(dataschema),
    ...(!fault && stateversion !== undefined ? { stateversion } : {}),
  };
};
