import type { Settled } from './journal.ts';
import { resident } from './people.ts';
import { COUNTIES, ISSUERS, chinaDay } from './scene.ts';
import type { Holder, Scene } from './scene.ts';

const DAY_MS = 86_400_000;

type Options = { readonly first?: number; readonly stays?: readonly string[]; readonly patienceMs?: number };

/** Somebody new applies for a code; with it they may declare stays. Undefined: not known to be issued. */
export const applyFor = async (
  { client, now, serial }: Scene,
  deployment: Holder['deployment'],
  { stays = [], ...options }: Options = {},
): Promise<Holder | undefined> => {
  const { issuer, channel, home } = ISSUERS[deployment];
  const { name, ...document } = resident(home, serial());
  const leftOn = chinaDay(new Date(now().getTime() - 2 * DAY_MS));
  const settled = await client.write(
    {
      kind: 'apply',
      service: deployment,
      method: 'POST',
      path: `/v1/issuers/${issuer}/code-applications`,
      body: {
        channel,
        document: { ...document, name },
        consent: { given: true, version: '2020-02' },
        health: { temperatureTenths: 366, symptoms: [], closeContact: false },
        itinerary: stays.map((division) => ({ leftOn, division })),
      },
    },
    options,
  );
  const codeRef = codeRefIn(settled);
  if (codeRef === undefined) return undefined;
  return { deployment, issuer, codeRef, document, observed: new Set() };
};

const codeRefIn = ({ outcome, answer }: Settled): string | undefined =>
  outcome === 'acknowledged' ? (JSON.parse(answer ?? '') as { codeRef: string }).codeRef : undefined;

/** The load's: at either deployment, some of them with a stay. */
export const applySomewhere = async (scene: Scene): Promise<void> => {
  const { chance } = scene;
  const stays = chance.next() < 0.15 ? [chance.pick(COUNTIES)] : [];
  const first = chance.between(0, 1);
  const holder = await applyFor(scene, chance.pick(['a', 'b'] as const), { first, stays });
  if (holder) scene.holders.push(holder);
};
