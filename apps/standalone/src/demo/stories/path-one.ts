import { resident } from '../people.ts';
import type { Story } from '../story.ts';

export const pathOne: Story = {
  id: 'path-1',
  title: 'A province that decides itself, with the hub closed',
  play: async (world, tell) => {
    await world.at('2020-03-22T09:00:00+08:00');
    const person = resident('410102', 70);
    const arrival = await world.apply('410000', person);
    const walkIn = await world.apply('410000', resident('410102', 71));
    await world.settle();
    await world.hub('POST', '/v1/arrivals', {
      presented: await world.show(arrival),
      destination: '330106',
      until: '2020-04-22T00:00:00+08:00',
    });
    await world.settle();
    const token = await world.show(walkIn, 'offline');
    const handle = await world.show(walkIn);
    await world.closeHub();
    const decide = (body: object) =>
      world.issuer('POST', '/v1/issuers/330000/recognitions', { destination: '330106', ...body });
    const known = { codeRef: arrival.codeRef };
    const { type, number } = person;
    tell('known', 'A declared arrival from Henan, by its reference', await decide(known));
    const byDocument = await decide({ document: { type, number } });
    tell('document', 'The same person without a telephone, by document', byDocument);
    tell('walk-in', 'A walk-in from Henan with a signed code', await decide({ presented: token }));
    const dynamic = await decide({ presented: handle });
    tell('foreign-handle', 'A walk-in with a dynamic code, which only Henan and the hub can open', dynamic);
    await world.risk('POST', '/v1/person-facts', {
      document: { type, number },
      reason: {
        kind: 'contact.close',
        issuer: '410000',
        evidence: 'investigation',
        observedAt: '2020-03-21T09:00:00+08:00',
      },
    });
    await world.openHub();
    await world.settle();
    tell(
      'update',
      'The arrival turned out to be a close contact meanwhile; the hub is open again and shares it',
      await decide(known),
    );
  },
};
