import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const shandong: Story = {
  id: 'shandong',
  title: 'A Suihua resident at Yantai, and an arrival from a province without a memorandum',
  play: async (world, tell) => {
    await world.at('2020-03-10T09:00:00+08:00');
    const suihua = await world.apply('230000', resident('231202', 20));
    const card = await world.show(suihua);
    const converted = await world.hub('POST', '/v1/translations', { presented: card, destination: '370600' });
    tell('converted', "The card of Suihua is exchanged for Shandong's at Yantai", converted['decision']);
    tell(
      'converted-national',
      'On the way: the national record, with the same reasons coloured by the national rules',
      converted['national'],
    );
    tell(
      'converted-own',
      "And from it the record in Shandong's own dialect, with what that cannot carry",
      converted['destination'],
    );
    tell('shown', 'The same card is shown at Yantai', await world.recognise(card, '370600'));
    const hubei = await world.apply('420000', resident('421002', 21));
    tell(
      'no-memorandum',
      'A Hubei code is shown at Yantai, with which Shandong has no memorandum',
      await world.recognise(await world.show(hubei), '370600'),
    );
  },
};
