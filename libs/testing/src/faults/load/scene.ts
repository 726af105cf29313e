import type { Chance } from '../plan/chance.ts';
import type { Client } from './client.ts';

/** A holder of a code that was issued, as the load knows them. */
export type Holder = {
  readonly deployment: 'a' | 'b';
  readonly issuer: string;
  readonly codeRef: string;
  readonly document: { readonly type: string; readonly number: string };
  /** The fact of a contact that holds, if one does. */
  factId?: string | undefined;
  /** When the contacts that were reported were observed, in ms. */
  readonly observed: Set<number>;
};

/** What every writer of the load works with. */
export type Scene = {
  readonly client: Client;
  readonly chance: Chance;
  readonly holders: Holder[];
  /** The domain's time. */
  readonly now: () => Date;
  /** Counts up: for what must be told apart. */
  readonly serial: () => number;
};

/** How a deployment's code is applied for, and where it is shown. */
export const ISSUERS = {
  a: { issuer: '420000', channel: 'ehuiban_app', home: '421002', destination: '440111' },
  b: { issuer: '440000', channel: 'app', home: '440106', destination: '440111' },
} as const;

/** Counties whose level changes, and where some holders stayed. */
export const COUNTIES: readonly string[] = [
  '110101',
  '110105',
  '110106',
  '110108',
  '310101',
  '310104',
  '320102',
  '330106',
  '350102',
  '370602',
  '420102',
  '510104',
];

const CHINA_MS = 8 * 3_600_000;

/** A moment as the services write it. */
export const chinaTime = (at: Date): string =>
  `${new Date(at.getTime() + CHINA_MS).toISOString().slice(0, 19)}+08:00`;

export const chinaDay = (at: Date): string => chinaTime(at).slice(0, 10);
