import { resident } from '../people.ts';
import type { Person } from '../people.ts';
import type { Story } from '../story.ts';
import type { Code, World } from '../world.ts';

const PEOPLE = 1631;
const EMPLOYERS = 898;
const AT_ONCE = 16;

const applyAll = async (world: World, people: readonly Person[]): Promise<Code[]> => {
  const codes: Code[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) {
    codes.push(
      ...(await Promise.all(
        people.slice(from, from + AT_ONCE).map((person) => world.apply('420000', person)),
      )),
    );
  }
  return codes;
};

/** Everybody on the trains has had a nucleic-acid test. */
const testedNegative = ({ type, number }: Person) => ({
  document: { type, number },
  reason: {
    kind: 'test.nucleic',
    result: 'negative',
    issuer: '421000',
    evidence: 'laboratory',
    observedAt: '2020-03-18T10:00:00+08:00',
  },
});

const inContact = ({ type, number }: Person) => ({
  document: { type, number },
  reason: {
    kind: 'contact.close',
    issuer: '420000',
    evidence: 'investigation',
    observedAt: '2020-03-18T20:00:00+08:00',
  },
});

const manifestOf = (codes: readonly Code[]) => {
  const employers = Array.from({ length: EMPLOYERS }, (_, n) => `E${String(n + 1).padStart(3, '0')}`);
  return {
    origin: '421000',
    destination: '440000',
    departure: '2020-03-19T13:24:00+08:00',
    employers,
    people: codes.map(({ codeRef }, n) => ({ codeRef, employer: employers[n % EMPLOYERS] })),
  };
};

const summary = ({ state, employers, cleared, refused, pending, destination }: Record<string, unknown>) => ({
  state,
  employers,
  cleared,
  refused,
  pending,
  destination,
});

export const trains: Story = {
  id: 'trains',
  title: 'The trains of 19 March from Jingzhou: 1,631 people for 898 employers in Guangdong',
  play: async (world, tell) => {
    await world.at('2020-03-19T00:30:00+08:00');
    const people = Array.from({ length: PEOPLE }, (_, n) => resident('421002', 1000 + n));
    const { accepted, refused } = await world.risk('POST', '/v1/person-facts/import', {
      items: people.map(testedNegative),
    });
    tell('tests', 'The nucleic-acid tests of all of them are imported', { accepted, refused });
    await world.settle();
    const codes = await applyAll(world, people);
    await world.settle();
    const [first] = codes;
    const [unlucky] = people;
    if (!first || !unlucky) throw new Error('nobody is on the trains');
    tell('tested', 'The code of the first of them carries the test', await world.colourOf(first));
    const handedIn = await world.hub('POST', '/v1/manifests', manifestOf(codes));
    const manifest = () => world.hub('GET', `/v1/manifests/${String(handedIn['manifestId'])}`);
    tell('handed-in', 'The manifest is handed in, half a day before departure', summary(handedIn));
    await world.risk('POST', '/v1/person-facts', inContact(unlucky));
    await world.settle();
    tell('turned-yellow', 'One of them turns out to be a close contact', await world.colourOf(first));
    tell(
      'before-departure',
      'The manifest shortly before departure, with nobody asking',
      summary(await manifest()),
    );
    await world.at('2020-03-19T13:24:01+08:00');
    tell('departed', 'The manifest after departure', summary(await manifest()));
  },
};
