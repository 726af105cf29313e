import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const sameContact: Story = {
  id: 'same-contact',
  title: 'The same close contact in Hubei, in Henan and on the national code',
  play: async (world, tell) => {
    await world.at('2020-03-18T09:00:00+08:00');
    const person = resident('421002', 40);
    const hubei = await world.apply('420000', person);
    const henan = await world.apply('410000', person);
    const national = await world.apply('000000', person);
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
    tell('hubei', 'The contact on the Hubei code', await world.colourOf(hubei));
    tell('henan', 'The same contact on the Henan code', await world.colourOf(henan));
    tell('national', 'The same contact on the national code', await world.colourOf(national));
    tell(
      'hangzhou',
      'The yellow Hubei code is shown in Hangzhou, whose rules colour the reason anew',
      await world.recognise(await world.show(hubei), '330100'),
    );
  },
};
