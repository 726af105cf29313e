import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const zhejiangHenan: Story = {
  id: 'zhejiang-henan',
  title: 'Zhejiang and Henan, the day before their agreement and the day itself',
  play: async (world) => {
    await world.at('2020-02-27T09:00:00+08:00');
    const henan = await world.apply('410000', resident('410102', 10));
    const zhejiang = await world.apply('330000', resident('330106', 11));
    const before = await world.recognise(await world.show(henan), '330000');
    const beforeBack = await world.recognise(await world.show(zhejiang), '410000');
    await world.at('2020-02-28T09:00:00+08:00');
    const after = await world.recognise(await world.show(henan), '330000');
    const afterBack = await world.recognise(await world.show(zhejiang), '410000');
    return [
      step('before', 'A Henan code is shown in Zhejiang on 27 February', before),
      step('before-back', 'A Zhejiang code is shown in Henan on 27 February', beforeBack),
      step('after', 'A Henan code is shown in Zhejiang on 28 February', after),
      step('after-back', 'A Zhejiang code is shown in Henan on 28 February', afterBack),
    ];
  },
};
