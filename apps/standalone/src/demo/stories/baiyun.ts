import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const baiyun: Story = {
  id: 'baiyun',
  title: 'A resident of Hubei in Guangzhou: Baiyun district and Tianhe district on one day',
  play: async (world, tell) => {
    await world.at('2020-03-16T09:00:00+08:00');
    const code = await world.apply('420000', resident('421002', 30));
    const recognise = async (destination: string) => world.recognise(await world.show(code), destination);
    tell('baiyun', 'A green Hubei code is shown in Baiyun district', await recognise('440111'));
    tell('tianhe', 'The same code is shown in Tianhe district the same day', await recognise('440106'));
    const handle = await world.show(code);
    await world.at('2020-03-16T09:02:00+08:00');
    const stale = await world.recognise(handle, '440111');
    tell('screenshot', 'A screenshot of it is shown two minutes later', stale);
    const altered = `${handle.slice(0, -1)}${handle.endsWith('A') ? 'B' : 'A'}`;
    tell('forged', 'A forged one is shown', await world.recognise(altered, '440111'));
  },
};
