import { resident } from '../people.ts';
import type { Story } from '../story.ts';
import { applicationOf } from '../world.ts';

/** What a refusal says; without the request that it was. */
const refusalOf = ({ status, code, detail }: Record<string, unknown>) => ({ status, code, detail });

export const pathThree: Story = {
  id: 'path-3',
  title: 'A province without a code of its own uses the national one',
  play: async (world, tell) => {
    await world.at('2020-03-21T09:00:00+08:00');
    const person = resident('540102', 60);
    const own = await world.refusal(
      'POST',
      '/v1/issuers/540000/code-applications',
      applicationOf('540000', person),
    );
    tell('no-own-code', 'A resident of Tibet applies to Tibet for a code', refusalOf(own));
    const code = await world.apply('000000', person);
    const presented = await world.show(code);
    const decided = await world.refusal('POST', '/v1/issuers/540000/recognitions', {
      presented,
      destination: '540000',
    });
    tell('no-own-decision', 'Tibet is asked to decide about the national code itself', refusalOf(decided));
    const home = await world.recognise(presented, '540000');
    tell('home', 'The resident shows the national code in Tibet', home);
    tell('away', 'And at Yantai', await world.recognise(await world.show(code), '370600'));
  },
};
