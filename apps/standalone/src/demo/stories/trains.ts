import { resident } from '../people.ts';
import type { Person } from '../people.ts';
import { step } from '../story.ts';
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
  play: async (world) => {
    await world.at('2020-03-19T00:30:00+08:00');
    const people = Array.from({ length: PEOPLE }, (_, n) => resident('421002', 1000 + n));
    const tests = await world.risk('POST', '/v1/person-facts/import', { items: people.map(testedNegative) });
    await world.settle();
    const codes = await applyAll(world, people);
    await world.settle();
    const first = codes[0];
    const tested = first ? await world.colourOf(first) : undefined;
    const employers = Array.from({ length: EMPLOYERS }, (_, n) => `E${String(n + 1).padStart(3, '0')}`);
    const manifest = await world.hub('POST', '/v1/manifests', {
      origin: '421000',
      destination: '440000',
      departure: '2020-03-19T13:24:00+08:00',
      employers,
      people: codes.map(({ codeRef }, n) => ({ codeRef, employer: employers[n % EMPLOYERS] })),
    });
    const [unlucky] = people;
    await world.risk('POST', '/v1/person-facts', {
      document: { type: unlucky?.type, number: unlucky?.number },
      reason: {
        kind: 'contact.close',
        issuer: '420000',
        evidence: 'investigation',
        observedAt: '2020-03-18T20:00:00+08:00',
      },
    });
    await world.settle();
    const before = await world.hub('GET', `/v1/manifests/${String(manifest['manifestId'])}`);
    const colour = first ? await world.colourOf(first) : undefined;
    await world.at('2020-03-19T13:24:01+08:00');
    const departed = await world.hub('GET', `/v1/manifests/${String(manifest['manifestId'])}`);
    const { accepted, refused } = tests;
    return [
      step('tests', 'The nucleic-acid tests of all of them are imported', { accepted, refused }),
      step('tested', 'The code of the first of them carries the test', tested),
      step('handed-in', 'The manifest is handed in, half a day before departure', summary(manifest)),
      step('turned-yellow', 'One of them turns out to be a close contact', colour),
      step('before-departure', 'The manifest shortly before departure, with nobody asking', summary(before)),
      step('departed', 'The manifest after departure', summary(departed)),
    ];
  },
};
