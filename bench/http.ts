import { codeRefFromReference, deriveSubject } from '@huren/crypto';
import { handIn } from '@huren/hub';
import { temporaryFederation } from '@huren/standalone';
import type { Federation } from '@huren/standalone';
import { REASON_KINDS, chinaTime } from '@huren/standard';
import type { HealthCodeRecord } from '@huren/standard';
import fastify from 'fastify';
import { explanationSeconds } from './pure.ts';
import { requestsPerSecond } from './timing.ts';
import type { Figure } from './timing.ts';

const AT = '2020-03-16T09:00:00+08:00';
const IN_A_BATCH = 1000;

const post = (url: string, body: object) => (): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const echo = async (): Promise<number> => {
  const app = fastify();
  app.post('/', (request) => request.body as object);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const rate = await requestsPerSecond(post(url, { presented: 'x', destination: '370600' }));
  await app.close();
  return rate;
};

/** So many green codes of Heilongjiang, handed in as that province would. */
const handInCodes = async ({ keys, hubContext }: Federation, count: number): Promise<string[]> => {
  const records = Array.from({ length: count }, (_, n): HealthCodeRecord => ({
    standard: '1.0',
    codeRef: codeRefFromReference(keys.referenceKey, '230000', `BENCH${n}`),
    issuer: '230000',
    scheme: 'domestic',
    subject: deriveSubject(keys.subjectKey, `bench ${n}`),
    colour: 'green',
    covers: [...REASON_KINDS],
    reasons: [],
    issuedAt: chinaTime(new Date(AT)),
    validUntil: '2020-04-16T09:00:00+08:00',
    version: 1,
  }));
  await hubContext.database.transactions.run((tx) => handIn(tx, records, hubContext));
  return records.map(({ codeRef }) => codeRef);
};

/** Decisions a second: one a request, and many. */
const recognitions = async (): Promise<{ single: number; batch: number }> => {
  const federation = await temporaryFederation(AT, {}, { durable: true });
  try {
    await federation.seed();
    const { url } = federation.hub;
    const destination = '370600';
    const body = { presented: 'HLJJKK:SAMPLE0001', destination };
    const single = await requestsPerSecond(post(`${url}/v1/recognitions`, body));
    const codeRefs = await handInCodes(federation, IN_A_BATCH);
    await federation.settle();
    const items = { items: codeRefs.map((codeRef) => ({ codeRef })), destination };
    const batches = await requestsPerSecond(post(`${url}/v1/recognitions/batch`, items), 4000, 2);
    return { single, batch: batches * IN_A_BATCH };
  } finally {
    await federation.stop();
  }
};

/** Most of a decision's time that explaining it may take. */
const MOST_EXPLAINED = 0.1;

const inPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Recognitions over HTTP, each decided, kept and published, beside a bare echo in the same run. */
export const httpFigures = async (): Promise<Figure[]> => {
  const bare = await echo();
  const { single, batch } = await recognitions();
  const how = '32 requests under way, client and server in one process';
  const seconds = explanationSeconds();
  const explained = (rate: number) => ({
    share: `explanations take ${inPercent(seconds * rate)} of its time`,
    holds: seconds * rate <= MOST_EXPLAINED,
  });
  const [one, many] = [explained(single), explained(batch)];
  return [
    { what: 'HTTP echo, bare Fastify', perSecond: bare, how },
    {
      what: 'HTTP recognitions',
      perSecond: single,
      how: `${how}; ${inPercent(single / bare)} of the echo; ${one.share}`,
      holds: one.holds,
    },
    {
      what: 'HTTP recognitions, in batches',
      perSecond: batch,
      how: `${IN_A_BATCH} a request, 2 under way; ${many.share}`,
      holds: many.holds,
    },
  ];
};
