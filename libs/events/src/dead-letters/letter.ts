import type { BusEvent, Message } from '../port/event.ts';

/** Why an event could not be applied. */
export interface LetterError {
  /** SQLSTATE or the error's own code; `error` where it has none. */
  code: string;
  name: string;
  message: string;
}

export interface Letter {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: number;
  /** The event's key, or its digest: `keptName`. */
  key: string;
  /** `failed` itself, or `parked` behind a failed event of its key. */
  state: 'failed' | 'parked';
  event: BusEvent;
  /** null while parked. */
  error: LetterError | null;
  attempts: number;
  at: Date;
}

/** Of an event with a fault in each of a million places the first are enough. */
const told = (message: string): string => message.slice(0, 4_000);

export const letterErrorOf = (error: unknown): LetterError => {
  if (!(error instanceof Error)) return { code: 'error', name: typeof error, message: told(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'error';
  return { code, name: error.name, message: told(error.message) };
};

/** A row as the driver gives it: `bigint` comes as a string. */
export type LetterRow = Omit<Letter, 'offset'> & { offset: string };

export const letterOf = (row: LetterRow): Letter => ({ ...row, offset: Number(row.offset) });

export const messageOf = (letter: Letter): Message => ({
  event: letter.event,
  topic: letter.topic,
  partition: letter.partition,
  offset: letter.offset,
  attempts: letter.attempts + 1,
});
