import { temporaryFederation } from '@huren/standalone';
import fastify from 'fastify';
import { explanationSeconds } from './pure.ts';
import { requestsPerSecond } from './timing.ts';
import type { Figure } from './timing.ts';

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

const recognitions = async (): Promise<number> => {
  const federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {}, { durable: true });
  try {
    await federation.seed();
    const body = { presented: 'HLJJKK:SAMPLE0001', destination: '370600' };
    return await requestsPerSecond(post(`${federation.hub.url}/v1/recognitions`, body));
  } finally {
    await federation.stop();
  }
};

/** Most of a decision's time that explaining it may take. */
const MOST_EXPLAINED = 0.1;

/** Recognitions over HTTP, each decided, kept and published, beside a bare echo in the same run. */
export const httpFigures = async (): Promise<Figure[]> => {
  const bare = await echo();
  const ours = await recognitions();
  const how = '32 requests under way, client and server in one process';
  const explained = explanationSeconds() * ours;
  return [
    { what: 'HTTP echo, bare Fastify', perSecond: bare, how },
    {
      what: 'HTTP recognitions',
      perSecond: ours,
      how: `${how}; ${((ours / bare) * 100).toFixed(1)} % of the echo; explanations take ${(explained * 100).toFixed(1)} % of its time`,
      holds: explained <= MOST_EXPLAINED,
    },
  ];
};
