import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const pathThree: Story = {
  id: 'path-3',
  title: 'A province without a code of its own uses the national one',
  play: async (world) => {
    await world.at('2020-03-21T09:00:00+08:00');
    const code = await world.apply('000000', resident('540102', 60));
    const home = await world.recognise(await world.show(code), '540000');
    const away = await world.recognise(await world.show(code), '370600');
    return [
      step('home', 'A resident of Tibet shows the national code in Tibet', home),
      step('away', 'And at Yantai', away),
    ];
  },
};
