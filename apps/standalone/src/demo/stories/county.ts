import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const county: Story = {
  id: 'county',
  title: 'A county goes to high risk, and back',
  play: async (world, tell) => {
    await world.at('2020-03-20T09:00:00+08:00');
    const code = await world.apply('120000', resident('120101', 50), {
      itinerary: [{ leftOn: '2020-03-18', division: '110106' }],
    });
    const recognise = async () => world.recognise(await world.show(code), '370600');
    tell(
      'low',
      'Somebody who was in Fengtai district of Beijing shows a Tianjin code at Yantai',
      await recognise(),
    );
    await world.risk('PUT', '/v1/regions/110106/level', {
      figures: { total: 60, newIn14Days: 5, clusterIn14Days: true },
    });
    await world.settle();
    const recoloured = await world.colourOf(code);
    tell('recoloured', 'Fengtai goes to high risk; the Tianjin code, with nobody asking', recoloured);
    tell('high', 'It is shown at Yantai again', await recognise());
    await world.at('2020-03-20T10:00:00+08:00');
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'low' });
    await world.settle();
    tell('back', 'Fengtai is at low risk again; it is shown at Yantai once more', await recognise());
  },
};
