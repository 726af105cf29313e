import type { BusEvent } from '../port/event.ts';
import { keptName } from './kept-name.ts';
import type { Letter, LetterError } from './letter.ts';
import type { HeldKey } from './store.ts';

/** In the place of a payload that a process had no room for. */
const NOT_KEPT = Symbol('not kept');

/** The code of why such a letter cannot be handled again. */
export const NO_ROOM = 'payload_not_kept';

export const hasPayload = ({ event }: Letter): boolean => event.data !== NOT_KEPT;

const withoutPayload = ({ id, source, type, time, dataschema, ...event }: BusEvent): BusEvent => ({
  ...event,
  ...{ id: keptName(id), source: keptName(source), type: keptName(type), time: keptName(time) },
  ...{ dataschema: keptName(dataschema), key: keptName(event.key), data: NOT_KEPT },
});

/** Why a letter without its payload cannot be handled again, after what it failed of. */
export const payloadNotKept = (cause: LetterError | null): LetterError => ({
  code: NO_ROOM,
  name: 'PayloadNotKept',
  message: [
    'the process had no room for its payload: it reads everything again when it starts',
    ...(cause ? [`${cause.code}: ${cause.message}`] : []),
  ].join('; '),
});

const bare = (letter: Letter): Letter => {
  const { event, error } = letter;
  const told = error && error.code !== NO_ROOM ? payloadNotKept(error) : error;
  return { ...letter, event: withoutPayload(event), error: told };
};

const placeText = ({ topic, partition, offset }: Pick<Letter, 'topic' | 'partition' | 'offset'>): string =>
  `${topic} ${partition} ${offset}`;

const keyOf = ({ topic, key }: Pick<Letter, 'topic' | 'key'>): string => `${topic} ${key}`;

/** `code`: of what it failed, also where there was no room for it. */
type Kept = { readonly letter: Letter; readonly bytes: number; readonly code: string | null };

/**
 * Letters in memory, found by their place or their key.
 * @param room for so many bytes of events: letters beyond it are kept without their payload
 */
export const createShelf = (room: number) => {
  const kept = new Map<string, Kept>();
  const keys = new Map<string, Set<string>>();
  let used = 0;
  let heldKeys: readonly HeldKey[] | undefined;
  const fitting = (letter: Letter, code: string | null): Kept => {
    const bytes = Buffer.byteLength(JSON.stringify(letter.event));
    if (used + bytes <= room) return { letter, bytes, code };
    return { letter: bare(letter), bytes: 0, code };
  };
  return {
    /** As their events have them; the same until the letters change. */
    get heldKeys(): readonly HeldKey[] {
      return (heldKeys ??= [...kept.values()].map(({ letter: { topic, event }, code }) => ({
        ...{ topic, key: event.key },
        code,
      })));
    },
    at: (place: Parameters<typeof placeText>[0]): Letter | undefined => kept.get(placeText(place))?.letter,
    all: (): Letter[] => [...kept.values()].map(({ letter }) => letter),
    ofKey: (of: Parameters<typeof keyOf>[0]): Letter[] =>
      [...(keys.get(keyOf(of)) ?? [])].flatMap((place) => kept.get(place)?.letter ?? []),
    put: (letter: Letter): Letter => {
      const place = placeText(letter);
      const before = kept.get(place);
      const told = letter.error?.code ?? null;
      const code = told === NO_ROOM && before ? before.code : told;
      const again = before && { ...before, letter: hasPayload(before.letter) ? letter : bare(letter), code };
      const now = again ?? fitting(letter, code);
      if (!before) used += now.bytes;
      heldKeys = undefined;
      kept.set(place, now);
      keys.set(keyOf(letter), (keys.get(keyOf(letter)) ?? new Set()).add(place));
      return now.letter;
    },
    take: (letter: Letter): boolean => {
      const place = placeText(letter);
      const ofKey = keys.get(keyOf(letter));
      used -= kept.get(place)?.bytes ?? 0;
      heldKeys = undefined;
      if (ofKey?.delete(place) && ofKey.size === 0) keys.delete(keyOf(letter));
      return kept.delete(place);
    },
  };
};
