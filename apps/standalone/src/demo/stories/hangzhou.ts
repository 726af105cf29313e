import { foreigner, resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';
import { isolateInHangzhou } from './check-ins.ts';

export const hangzhou: Story = {
  id: 'hangzhou',
  title: '余杭绿码、杭州健康码、浙江健康码国际版: the first codes, and a return from abroad',
  play: async (world) => {
    await world.at('2020-02-12T08:30:00+08:00');
    const isolated = await isolateInHangzhou(world);
    await isolated.checkInUntil('2020-02-14');
    const person = resident('330110', 1);
    const yuhang = await world.apply('330110', person);
    const yuhangInCity = await world.recognise(await world.show(yuhang), '330106');
    const city = await world.apply('330100', resident('330106', 2), {
      health: { temperatureTenths: 379, symptoms: ['fever'], closeContact: false },
    });
    const cityShown = await world.recognise(await world.show(city), '330100');
    const contact = await world.apply('330000', resident('330106', 3), {
      health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    });
    const province = await world.recognise(await world.show(contact), '330000');
    const abroad = await world.apply('330000', foreigner(1), {
      scheme: 'international',
      itinerary: [{ leftOn: '2020-02-12', country: 'ITA' }],
    });
    const international = await world.recognise(await world.show(abroad), '330100');
    await isolated.checkInUntil('2020-02-26');
    return [
      step('yuhang', 'A green Yuhang code is shown in Xihu district of Hangzhou', yuhangInCity),
      step('fever', 'A Hangzhou code with a fever declared is shown in Hangzhou', cityShown),
      step('contact', 'A Zhejiang code of a close contact is shown in Zhejiang', province),
      step(
        'abroad',
        'The international version of somebody back from Italy two days ago is shown in Hangzhou',
        international,
      ),
      step(
        'abroad-later',
        'Fourteen days on, with nobody asking, the same code has turned',
        await world.colourOf(abroad),
      ),
      ...isolated.steps(),
    ];
  },
};
