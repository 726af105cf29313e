import { resident } from '../people.ts';
import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const sameContact: Story = {
  id: 'same-contact',
  title: 'The same close contact in Hubei, in Henan and on the national code',
  play: async (world) => {
    await world.at('2020-03-18T09:00:00+08:00');
    const person = resident('421002', 40);
    const codes = [];
    for (const issuer of ['420000', '410000']) codes.push(await world.apply(issuer, person));
    codes.push(await world.apply('000000', person));
    await world.risk('POST', '/v1/person-facts', {
      document: { type: person.type, number: person.number },
      reason: {
        kind: 'contact.close',
        issuer: '420000',
        evidence: 'investigation',
        observedAt: '2020-03-17T09:00:00+08:00',
      },
    });
    await world.settle();
    const [hubei, henan, national] = await Promise.all(codes.map((code) => world.colourOf(code)));
    const inHubei = codes[0] ? await world.recognise(await world.show(codes[0]), '330100') : undefined;
    return [
      step('hubei', 'The contact on the Hubei code', hubei),
      step('henan', 'The same contact on the Henan code', henan),
      step('national', 'The same contact on the national code', national),
      step(
        'hangzhou',
        'The yellow Hubei code is shown in Hangzhou, whose rules colour the reason anew',
        inHubei,
      ),
    ];
  },
};
