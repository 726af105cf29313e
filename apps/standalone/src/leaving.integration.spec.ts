import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { codeOf, li, partiesAt, personOf, statesOf, termsOf, wang, zhao } from './testing/parties.ts';

let federation: Federation;
let world: World;
let parties: ReturnType<typeof partiesAt>;

const jin = personOf('330000', 'Jin');
const VALID = { validFrom: '2020-03-18T00:00:00+08:00', validTo: null };
const SHOWN = { modes: ['showing' as const], whenStale: 'unavailable' as const };
const terms = termsOf('three', {
  parties: ['330000', '420000', '440000'],
  clauses: [
    { id: 'to-guangdong', from: ['330000', '420000'], destination: '440300', ...SHOWN, ...VALID },
    { id: 'to-hubei', from: ['330000', '440000'], destination: '420000', ...SHOWN, ...VALID },
  ],
});

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {}, { isToBeFounded: true });
  world = worldOf(federation);
  parties = partiesAt(federation, 'agreement');
  for (const person of [wang, li, jin, zhao]) await parties.register(person);
  await parties.draft(terms);
  await parties.propose('three', 1, '440000');
  await parties.sign(terms, [wang, li, jin]);
  await world.at('2020-03-18T00:00:01+08:00');
}, 90_000);

afterAll(() => federation.stop(), 60_000);

/** Who is recognised where, by which clause of the agreement, and whether the agreement is as it was signed. */
const found = async () => {
  const codes = [
    await world.apply('330000', resident('330106', 1)),
    await world.apply('420000', resident('421002', 1)),
  ];
  const asked = codes.map(async (code, at) =>
    Promise.all(
      ['440300', at === 0 ? '420000' : []].flat().map(async (place) => {
        const { result, basis } = await world.recognise(await world.show(code), place);
        return [place, result, basis.agreement?.clause];
      }),
    ),
  );
  const { agreements } = (await world.hub('GET', '/v1/agreements')) as unknown as {
    agreements: { id: string; altered: boolean }[];
  };
  expect(agreements.filter(({ altered }) => altered)).toEqual([]);
  return Promise.all(asked);
};

describe('an agreement of several', () => {
  it('goes on among the others when one of them leaves by its notice, and nothing holds for that one', async () => {
    expect(await found()).toEqual([
      [
        ['440300', 'recognised', 'to-guangdong'],
        ['420000', 'recognised', 'to-hubei'],
      ],
      [['440300', 'recognised', 'to-guangdong']],
    ]);
    const until = '2020-03-26T00:00:00+08:00';
    const noticed = await parties.act(['three', 1], 'give_notice', [wang], { until });
    expect(noticed.body['versions']).toMatchObject([
      { state: 'in_force', validTo: null, leaving: [{ party: '420000', until }] },
    ]);
    await world.at('2020-03-25T23:59:58+08:00');
    expect((await found())[1]).toEqual([['440300', 'recognised', 'to-guangdong']]);
    await world.at('2020-03-26T00:00:01+08:00');
    expect(statesOf(await parties.file('three'))).toEqual(['in_force']);
    expect(await found()).toEqual([
      [
        ['440300', 'recognised', 'to-guangdong-without-420000'],
        ['420000', 'not_recognised', undefined],
      ],
      [['440300', 'not_recognised', undefined]],
    ]);
    const suspended = await parties.act(['three', 1], 'suspend', [wang], { grounds: 'an outbreak' });
    expect(codeOf(suspended)).toEqual([403, 'foreign_party']);
  });

  it('shows in the register what an emergency version of it was laid over, and binds nobody by it who has left', async () => {
    const [own, foreign] = terms.clauses;
    const urgent = {
      ...{ ...terms, version: 2, validFrom: '2020-03-26T00:00:00+08:00' },
      validTo: '2020-04-10T00:00:00+08:00',
      clauses: [{ ...own, maxSourceAgeSeconds: 3600 }, foreign] as typeof terms.clauses,
    };
    const drafted = await parties.draft(urgent, { lane: 'emergency', grounds: 'an outbreak' });
    expect(drafted.status).toBe(201);
    await parties.propose('three', 2, '440000');
    const signed = await parties.sign(urgent, [li, zhao], 'emergency', 'an outbreak');
    expect(statesOf(signed)).toEqual(['overlaid', 'in_force']);
    await world.settle();
    expect((await found()).flat().map(([, result]) => result)).toEqual([
      'recognised',
      'not_recognised',
      'not_recognised',
    ]);
    const { agreements } = (await world.hub('GET', '/v1/register/agreements')) as unknown as {
      agreements: { agreement: { id: string; version: number }; proof: { restsOn?: { terms: object }[] } }[];
    };
    const told = agreements.filter(({ agreement }) => agreement.id === 'three' && agreement.version === 2);
    expect(told.at(-1)?.proof.restsOn?.map((ground) => ground.terms)).toEqual([terms]);
  });
});
