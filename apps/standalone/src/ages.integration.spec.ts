import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { until } from './testing/until.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const ageOf = async (presented: string, destination: string): Promise<number> =>
  (await world.recognise(presented, destination)).source?.ageSeconds ?? Number.NaN;

describe('the age of a decision’s source', () => {
  it('is that of what a province last handed in, and a few seconds for an issuer that publishes', async () => {
    await world.hub('POST', '/v1/issuers/230000/records', {
      records: [
        [
          { k: 'REF', v: 'AGEING00' },
          { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
          { k: 'UPD', v: '20200316080000' },
          { k: 'EXP', v: '20200416090000' },
          { k: 'CLR', v: 'G' },
          { k: 'CONTACT', v: '0' },
        ],
      ],
    });
    const code = await world.apply('420000', resident('421002', 1));
    await world.at('2020-03-16T09:20:00+08:00');
    expect(await ageOf('HLJJKK:AGEING00', '370600')).toBeGreaterThanOrEqual(1190);
    expect(await ageOf(await world.show(code), '440111')).toBeLessThan(60);
  });

  it('grows while the hub’s consumers stand still, however lively the issuer is', async () => {
    const code = await world.apply('420000', resident('421002', 1));
    await federation.settle();
    await federation.hub.server.pause();
    await world.at('2020-03-16T09:40:00+08:00');
    expect(await ageOf(await world.show(code), '440111')).toBeGreaterThanOrEqual(1100);
    federation.hub.server.resume();
    await federation.settle();
    const presented = await world.show(code);
    // What was read a moment ago keeps its age as it was read.
    await until(
      () => ageOf(presented, '440111'),
      (age) => age < 60,
    );
  });
});
