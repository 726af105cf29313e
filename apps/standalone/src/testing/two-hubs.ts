import { startHub } from '@huren/hub';
import { untilReady } from '@huren/platform';
import { resident } from '../demo/people.ts';
import { temporaryFederation } from '../demo/temporary-federation.ts';
import { worldOf } from '../demo/world.ts';
import { sharedOf } from './replica.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';

type Colour = 'green' | 'yellow';

const compact = (seconds: number): string => String(20200316080000 + seconds);

/** A federation with a second hub, both on one Redis; nobody but whom the tests name is limited soon. */
export const twoHubs = async (REDIS_URL: string) => {
  const more = { REDIS_URL, TRUSTED_PROXIES: '127.0.0.1', CLIENT_LIMIT_PER_MINUTE: '3000' };
  const federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {
    HUREN_ISSUERS: '120000,420000',
    ...more,
  });
  const second = await startHub(await sharedOf(federation, more));
  await untilReady([second.service.url]);
  const world = worldOf(federation);
  const urls = [federation.hub.url, second.service.url] as const;
  let updates = 0;

  const post = (n: 0 | 1, path: string, body: object, client = '192.0.2.1'): Promise<Answer> =>
    send(`${urls[n]}${path}`, 'POST', body, { 'x-forwarded-for': client });

  const recognise = (n: 0 | 1, presented: string, destination: string, client?: string) =>
    post(n, '/v1/recognitions', { presented, destination }, client);

  /** A province hands in the next version of its record at one hub. */
  const handIn = async (n: 0 | 1, reference: string, colour: Colour): Promise<void> => {
    updates += 1;
    const record = [
      { k: 'REF', v: reference },
      { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
      { k: 'UPD', v: compact(updates) },
      { k: 'EXP', v: '20200416090000' },
      { k: 'CLR', v: colour === 'green' ? 'G' : 'Y' },
      { k: 'CONTACT', v: colour === 'green' ? '0' : '1' },
    ];
    const { body } = await post(n, '/v1/issuers/230000/records', { records: [record] });
    if ((body['counts'] as { applied: number }).applied !== 1) throw new Error(JSON.stringify(body));
  };

  /** The issuer's colour that a decision of each hub rests on now. */
  const coloursSeen = async (reference: string): Promise<unknown[]> => {
    const answers = await Promise.all(
      ([0, 1] as const).map((n) => recognise(n, `HLJJKK:${reference}`, '370600')),
    );
    return answers.map(({ body }) => (body['source'] as { colour?: string } | undefined)?.colour);
  };

  /** A figure of both hubs together. */
  const figure = async (name: string): Promise<number> => {
    const texts = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const lines = texts.flatMap((text) => text.split('\n').filter((line) => line.startsWith(`${name} `)));
    return lines.reduce((sum, line) => sum + Number(line.slice(name.length + 1)), 0);
  };

  const show = async (): Promise<string> => world.show(await world.apply('420000', resident('421002', 1)));

  const stop = async (): Promise<void> => {
    await second.ticker.stop();
    await second.service.stop();
    await federation.stop();
  };
  return { urls, recognise, handIn, coloursSeen, figure, show, stop };
};

export type TwoHubs = Awaited<ReturnType<typeof twoHubs>>;
