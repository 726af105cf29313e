import { randomBytes } from 'node:crypto';
import { chinaTime } from './scene.ts';
import type { Scene } from './scene.ts';

const ISSUER = '230000';
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const DAY_MS = 86_400_000;
const AT_ONCE = 3;

/** A record of a province that keeps its own system, as the load knows it. */
type Kept = { readonly reference: string; readonly subject: string; updates: number };

const compact = (at: Date): string => chinaTime(at).slice(0, 19).replaceAll(/[-:T]/g, '');

const newSubject = (): string => [...randomBytes(32)].map((byte) => ALPHABET.charAt(byte % 32)).join('');

const COLOURS = { Y: 'yellow', G: 'green' } as const;

type Row = readonly { readonly k: string; readonly v: string }[];

/** Version (seconds) and colour in which the record at a place of a body is handed in. */
export const handedIn = (body: unknown, at: number): { version: number; colour: string } => {
  const row = (body as { records: Row[] }).records[at] ?? [];
  const { UPD = '', CLR = '' } = Object.fromEntries(row.map(({ k, v }) => [k, v]));
  const moment = UPD.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6+08:00');
  return { version: Date.parse(moment) / 1000, colour: COLOURS[CLR as keyof typeof COLOURS] };
};

/** Hands in records of one's own, some of them new, some in their next version. */
export const handingIn = (began: Date): ((scene: Scene) => Promise<void>) => {
  const kept: Kept[] = [];
  // Updates of a record are a second apart, in the past, so that each is a version of its own.
  const first = began.getTime() - DAY_MS;
  const rowOf = ({ reference, subject, updates }: Kept, contact: boolean) => [
    { k: 'REF', v: reference },
    { k: 'SUBJ', v: subject },
    { k: 'UPD', v: compact(new Date(first + updates * 1000)) },
    { k: 'EXP', v: compact(new Date(first + 365 * DAY_MS)) },
    { k: 'CLR', v: contact ? 'Y' : 'G' },
    { k: 'CONTACT', v: contact ? '1' : '0' },
  ];
  return async ({ client, chance, serial }) => {
    const chosen = new Set<Kept>();
    for (let n = 0; n < AT_ONCE; n += 1) {
      const reference = `FT${String(serial()).padStart(8, '0')}`;
      const isNew = kept.length === 0 || chance.next() < 0.4;
      chosen.add(isNew ? { reference, subject: newSubject(), updates: 0 } : chance.pick(kept));
    }
    const records = [...chosen].map((record) => {
      record.updates += 1;
      if (record.updates === 1) kept.push(record);
      return rowOf(record, chance.next() < 0.5);
    });
    const path = `/v1/issuers/${ISSUER}/records`;
    const first = chance.between(0, 1);
    await client.write(
      { kind: 'hand-in', service: 'hub', method: 'POST', path, body: { records } },
      { first },
    );
  };
};
