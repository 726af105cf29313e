import { DAY_MS, chinaDay } from '@huren/standard';
import { resident } from '../people.ts';
import type { Person } from '../people.ts';
import { step } from '../story.ts';
import type { Step } from '../story.ts';
import type { Code, World } from '../world.ts';

const HEALTHY = { temperatureTenths: 366, symptoms: [], closeContact: false };
const FIRST = '2020-02-13';
const MISSED = '2020-02-16';

const morningOf = (day: string): string => `${day}T09:00:00+08:00`;
const nextDay = (day: string): string => chinaDay(new Date(Date.parse(morningOf(day)) + DAY_MS));

/** People with a Hangzhou code who check in each morning, and the colours that their codes came to have. */
export type Isolated = {
  /** Goes on, morning by morning, to that of a day. */
  checkInUntil(last: string): Promise<void>;
  steps(): Step[];
};

const stateContact = (world: World, { type, number }: Person) =>
  world.risk('POST', '/v1/person-facts', {
    document: { type, number },
    reason: {
      kind: 'contact.secondary',
      issuer: '330100',
      evidence: 'investigation',
      observedAt: '2020-02-12T08:00:00+08:00',
    },
  });

/** Three who apply on 12 February: two are known as contacts of a close contact, one declares to be a close contact. */
export const isolateInHangzhou = async (world: World): Promise<Isolated> => {
  const known = [resident('330106', 4), resident('330106', 5)] as const;
  for (const person of known) await stateContact(world, person);
  await world.settle();
  const contact = { health: { ...HEALTHY, closeContact: true } };
  const week = await world.apply('330100', known[0]);
  const missing = await world.apply('330100', known[1]);
  const fortnight = await world.apply('330100', resident('330106', 6), contact);
  const colours = new Map<string, string>();
  const keep = (code: Code, day: string, colour: string): unknown =>
    colours.set(`${code.codeRef} ${day}`, colour);
  const checkIn = async (code: Code, day: string): Promise<void> => {
    await world.issuer('POST', '/v1/issuers/330100/health-declarations', {
      codeRef: code.codeRef,
      answers: HEALTHY,
    });
    keep(code, day, (await world.colourOf(code)).colour);
  };
  const of = (code: Code, ...days: string[]) =>
    days.map((day) => colours.get(`${code.codeRef} 2020-02-${day}`));
  for (const code of [week, missing, fortnight]) keep(code, '2020-02-12', code.colour);
  let next = FIRST;
  return {
    checkInUntil: async (last) => {
      for (; next <= last; next = nextDay(next)) {
        await world.at(morningOf(next));
        await checkIn(week, next);
        if (next !== MISSED) await checkIn(missing, next);
        await checkIn(fortnight, next);
      }
    },
    steps: () => [
      step(
        'seven-check-ins',
        'A Hangzhou code of a contact of a close contact: at first, and at the sixth and the seventh daily check-in',
        of(week, '12', '18', '19'),
      ),
      step(
        'missed-check-in',
        'The same with one day missed: on the seventh day, and on the eighth',
        of(missing, '19', '20'),
      ),
      step(
        'fourteen-check-ins',
        'A Hangzhou code of a close contact: at first, and at the seventh, the thirteenth and the fourteenth',
        of(fortnight, '12', '19', '25', '26'),
      ),
    ],
  };
};
