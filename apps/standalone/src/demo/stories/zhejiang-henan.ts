import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const zhejiangHenan: Story = {
  id: 'zhejiang-henan',
  title: 'Zhejiang and Henan, the day before their agreement and the day itself',
  play: async (world, tell) => {
    await world.at('2020-02-27T09:00:00+08:00');
    const henan = await world.apply('410000', resident('410102', 10));
    const zhejiang = await world.apply('330000', resident('330106', 11));
    const inZhejiang = async () => world.recognise(await world.show(henan), '330000');
    const inHenan = async () => world.recognise(await world.show(zhejiang), '410000');
    tell('before', 'A Henan code is shown in Zhejiang', await inZhejiang());
    tell('before-back', 'A Zhejiang code is shown in Henan', await inHenan());
    await world.at('2020-02-28T09:00:00+08:00');
    tell('after', 'The Henan code is shown in Zhejiang', await inZhejiang());
    tell('after-back', 'The Zhejiang code is shown in Henan', await inHenan());
  },
};
