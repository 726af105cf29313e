import { codeRefFromReference, deriveSubject } from '@huren/crypto';
import { handIn } from '@huren/hub';
import { temporaryFederation } from '@huren/standalone';
import type { Federation } from '@huren/standalone';
import { REASON_KINDS, chinaTime } from '@huren/standard';
import type { HealthCodeRecord } from '@huren/standard';
import fastify from 'fastify';
import { inTurns } from './explanations.ts';
import type { Explained } from './explanations.ts';
import { requestsPerSecond } from './timing.ts';
import type { Figure } from './timing.ts';

const AT = '2020-03-16T09:00:00+08:00';
const IN_A_BATCH = 1000;
/** How long a hub decides one way before it decides the other, in ms, and how often. Short turns meet the same machine. */
const TURNS = {
  alone: { ms: 250, rounds: 50 },
  single: { ms: 250, rounds: 50 },
  batch: { ms: 1000, rounds: 12 },
} as const;

/** Asked of explanations: at most so much of a decision's time. */
const MOST = 0.1;

export const post = (url: string, body: object) => (): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const echo = async (): Promise<number> => {
  const app = fastify();
  app.post('/', (request) => request.body as object);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const rate = await requestsPerSecond(post(url, { presented: 'x', destination: '370600' }));
  await app.close();
  return rate;
};

/** One in so many is a close contact. */
const ONE_CONTACT_IN = 10;

const contact = {
  kind: 'contact.close',
  issuer: '230000',
  evidence: 'investigation',
  observedAt: '2020-03-14T09:00:00+08:00',
} as const;

/** How the issuer names a code of the bench. */
export const referenceOf = (n: number): string => `BENCH${n}`;

/** So many codes of Heilongjiang, green ones and some of contacts, handed in as that province would. */
export const handInCodes = async ({ keys, hubContext }: Federation, count: number): Promise<string[]> => {
  const records = Array.from({ length: count }, (_, n): HealthCodeRecord => {
    const isContact = n % ONE_CONTACT_IN === 0;
    return {
      standard: '1.0',
      codeRef: codeRefFromReference(keys.referenceKey, '230000', referenceOf(n)),
      issuer: '230000',
      scheme: 'domestic',
      subject: deriveSubject(keys.subjectKey, `bench ${n}`),
      colour: isContact ? 'yellow' : 'green',
      covers: [...REASON_KINDS],
      reasons: isContact ? [contact] : [],
      issuedAt: chinaTime(new Date(AT)),
      validUntil: '2020-04-16T09:00:00+08:00',
      version: 1,
    };
  });
  await hubContext.database.transactions.run((tx) => handIn(tx, records, hubContext));
  return records.map(({ codeRef }) => codeRef);
};

/** Decisions a second, explained and not: one after another, one a request, and many. */
const recognitions = async (): Promise<Record<keyof typeof TURNS, Explained>> => {
  const { alone, single, batch } = TURNS;
  const federation = await temporaryFederation(AT, {}, { durable: true });
  try {
    await federation.seed();
    const url = `${federation.hub.url}/v1/recognitions`;
    const destination = '370600';
    const codeRefs = await handInCodes(federation, IN_A_BATCH);
    const shown = codeRefs.map((_, n) => post(url, { presented: `HLJJKK:${referenceOf(n)}`, destination }));
    let next = 0;
    const showNext = async () => (shown[(next += 1) % IN_A_BATCH] as (typeof shown)[number])();
    const all = post(`${url}/batch`, { items: codeRefs.map((codeRef) => ({ codeRef })), destination });
    return {
      alone: await inTurns(federation, () => requestsPerSecond(showNext, alone.ms, 1), alone.rounds),
      single: await inTurns(federation, () => requestsPerSecond(showNext, single.ms), single.rounds),
      batch: await inTurns(
        federation,
        async () => IN_A_BATCH * (await requestsPerSecond(all, batch.ms, 2)),
        batch.rounds,
      ),
    };
  } finally {
    await federation.stop();
  }
};

const inPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const figuresOf = (
  what: string,
  how: string,
  { whole, plain, share, between }: Explained,
  most = Infinity,
): Figure[] => [
  {
    what,
    perSecond: whole,
    how: `${how}; explanations take ${inPercent(share)} of its time (at 95 %: ${between.map(inPercent).join(' to ')})`,
    holds: between[0] <= most,
  },
  { what: `${what}, unexplained`, perSecond: plain, how: 'the same hub, in turns with it' },
];

/** Recognitions over HTTP, each decided, kept and published, beside a bare echo in the same run. */
export const httpFigures = async (): Promise<Figure[]> => {
  const bare = await echo();
  const { alone, single, batch } = await recognitions();
  const how = '32 requests under way, client and server in one process';
  const ofEcho = `${inPercent(single.whole / bare)} of the echo`;
  const mix = `one in ${ONE_CONTACT_IN} a close contact`;
  return [
    { what: 'HTTP echo, bare Fastify', perSecond: bare, how },
    ...figuresOf('HTTP recognitions, one after another', `1 request under way; ${mix}`, alone, MOST),
    ...figuresOf('HTTP recognitions', `${how}; ${ofEcho}; ${mix}`, single),
    ...figuresOf('HTTP recognitions, in batches', `${IN_A_BATCH} a request, 2 under way; ${mix}`, batch),
  ];
};
