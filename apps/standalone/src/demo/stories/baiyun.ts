import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const baiyun: Story = {
  id: 'baiyun',
  title: 'A resident of Hubei in Guangzhou: Baiyun district and Tianhe district on one day',
  play: async (world) => {
    await world.at('2020-03-16T09:00:00+08:00');
    const code = await world.apply('420000', resident('421002', 30));
    const baiyunDistrict = await world.recognise(await world.show(code), '440111');
    const tianhe = await world.recognise(await world.show(code), '440106');
    const handle = await world.show(code);
    await world.at('2020-03-16T09:02:00+08:00');
    const stale = await world.recognise(handle, '440111');
    const altered = await world.recognise(
      `${handle.slice(0, -1)}${handle.endsWith('A') ? 'B' : 'A'}`,
      '440111',
    );
    return [
      step('baiyun', 'A green Hubei code is shown in Baiyun district on 16 March', baiyunDistrict),
      step('tianhe', 'The same code is shown in Tianhe district the same day', tianhe),
      step('screenshot', 'A screenshot of it is shown two minutes later', stale),
      step('forged', 'A forged one is shown', altered),
    ];
  },
};
