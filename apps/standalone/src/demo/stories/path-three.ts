import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';
import { applicationOf } from '../world.ts';

/** What a refusal says; without the request that it was. */
const refusalOf = ({ status, code, detail }: Record<string, unknown>) => ({ status, code, detail });

export const pathThree: Story = {
  id: 'path-3',
  title: 'A province without a code of its own uses the national one',
  play: async (world) => {
    await world.at('2020-03-21T09:00:00+08:00');
    const person = resident('540102', 60);
    const own = await world.refusal(
      'POST',
      '/v1/issuers/540000/code-applications',
      applicationOf('540000', person),
    );
    const code = await world.apply('000000', person);
    const presented = await world.show(code);
    const decided = await world.refusal('POST', '/v1/issuers/540000/recognitions', {
      presented,
      destination: '540000',
    });
    const home = await world.recognise(presented, '540000');
    const away = await world.recognise(await world.show(code), '370600');
    return [
      step('no-own-code', 'A resident of Tibet applies to Tibet for a code', refusalOf(own)),
      step('no-own-decision', 'Tibet is asked to decide about the national code itself', refusalOf(decided)),
      step('home', 'The resident shows the national code in Tibet', home),
      step('away', 'And at Yantai', away),
    ];
  },
};
