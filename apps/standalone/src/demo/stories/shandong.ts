import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const shandong: Story = {
  id: 'shandong',
  title: 'A Suihua resident at Yantai, and an arrival from a province without a memorandum',
  play: async (world) => {
    await world.at('2020-03-10T09:00:00+08:00');
    const suihua = await world.apply('230000', resident('231202', 20));
    const card = await world.show(suihua);
    const converted = await world.hub('POST', '/v1/translations', { presented: card, destination: '370600' });
    const shown = await world.recognise(card, '370600');
    const hubei = await world.apply('420000', resident('421002', 21));
    const stranger = await world.recognise(await world.show(hubei), '370600');
    return [
      step('converted', "The card of Suihua is exchanged for Shandong's at Yantai", converted['decision']),
      step(
        'converted-national',
        'On the way: the national record, with the same reasons coloured by the national rules',
        converted['national'],
      ),
      step(
        'converted-own',
        "And from it the record in Shandong's own dialect, with what that cannot carry",
        converted['destination'],
      ),
      step('shown', 'The same card is shown at Yantai', shown),
      step(
        'no-memorandum',
        'A Hubei code is shown at Yantai, with which Shandong has no memorandum',
        stranger,
      ),
    ];
  },
};
