import { foreigner, resident } from '../people.ts';
import type { Story } from '../story.ts';
import { isolateInHangzhou } from './check-ins.ts';

export const hangzhou: Story = {
  id: 'hangzhou',
  title: '余杭绿码、杭州健康码、浙江健康码国际版: the first codes, and a return from abroad',
  play: async (world, tell) => {
    await world.at('2020-02-07T09:00:00+08:00');
    const yuhang = await world.apply('330110', resident('330110', 1));
    tell(
      'yuhang',
      'The first code, a green Yuhang one, is shown in Yuhang district of Hangzhou',
      await world.recognise(await world.show(yuhang), '330110'),
    );
    await world.at('2020-02-11T08:30:00+08:00');
    const isolated = await isolateInHangzhou(world, tell);
    const feverish = await world.apply('330100', resident('330106', 2), {
      health: { temperatureTenths: 379, symptoms: ['fever'], closeContact: false },
    });
    tell(
      'fever',
      'A Hangzhou code with a fever declared is shown in Hangzhou',
      await world.recognise(await world.show(feverish), '330100'),
    );
    await isolated.checkInUntil('2020-02-14');
    const contact = await world.apply('330000', resident('330106', 3), {
      health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    });
    tell(
      'contact',
      'A Zhejiang code of a close contact is shown in Zhejiang',
      await world.recognise(await world.show(contact), '330000'),
    );
    const abroad = await world.apply('330000', foreigner(1), {
      scheme: 'international',
      itinerary: [{ leftOn: '2020-02-12', country: 'ITA' }],
    });
    tell(
      'abroad',
      'The international version of somebody back from Italy two days ago is shown in Hangzhou',
      await world.recognise(await world.show(abroad), '330100'),
    );
    await isolated.checkInUntil('2020-02-25');
    await world.at('2020-02-26T09:00:00+08:00');
    tell(
      'abroad-later',
      'Fourteen days after Italy, with nobody asking, the same code has turned',
      await world.colourOf(abroad),
    );
  },
};
