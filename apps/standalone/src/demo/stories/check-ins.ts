import { DAY_MS, chinaDay } from '@huren/standard';
import { resident } from '../people.ts';
import type { Person } from '../people.ts';
import type { Tell } from '../story.ts';
import type { Code, World } from '../world.ts';

const HEALTHY = { temperatureTenths: 366, symptoms: [], closeContact: false };
const APPLIED = '2020-02-11';
const FIRST = '2020-02-12';
const MISSED = '2020-02-15';

const morningOf = (day: string): string => `${day}T09:00:00+08:00`;
const nextDay = (day: string): string => chinaDay(new Date(Date.parse(morningOf(day)) + DAY_MS));

/** People with a Hangzhou code who check in each morning, of whom it is told what colours their codes came to have. */
export type Isolated = {
  /** Goes on, morning by morning, to that of a day. */
  checkInUntil(last: string): Promise<void>;
};

const stateContact = (world: World, { type, number }: Person) =>
  world.risk('POST', '/v1/person-facts', {
    document: { type, number },
    reason: {
      kind: 'contact.secondary',
      issuer: '330100',
      evidence: 'investigation',
      observedAt: `${APPLIED}T08:00:00+08:00`,
    },
  });

/** What is told on the morning of the last of the days, and the days of February of which it is. */
const TOLD = [
  {
    who: 'week',
    days: [11, 17, 18],
    id: 'seven-check-ins',
    asked:
      'A Hangzhou code of a contact of a close contact: at first, and at the sixth and the seventh daily check-in',
  },
  {
    who: 'missing',
    days: [18, 19],
    id: 'missed-check-in',
    asked: 'The same with one day missed: on the seventh day, and on the eighth',
  },
  {
    who: 'fortnight',
    days: [11, 18, 24, 25],
    id: 'fourteen-check-ins',
    asked:
      'A Hangzhou code of a close contact: at first, and at the seventh, the thirteenth and the fourteenth',
  },
] as const;

/** Three who apply on 11 February: two are known as contacts of a close contact, one declares to be a close contact. */
export const isolateInHangzhou = async (world: World, tell: Tell): Promise<Isolated> => {
  const known = [resident('330106', 4), resident('330106', 5)] as const;
  for (const person of known) await stateContact(world, person);
  await world.settle();
  const codes: Record<(typeof TOLD)[number]['who'], Code> = {
    week: await world.apply('330100', known[0]),
    missing: await world.apply('330100', known[1]),
    fortnight: await world.apply('330100', resident('330106', 6), {
      health: { ...HEALTHY, closeContact: true },
    }),
  };
  const colours = new Map<string, string>();
  const keep = ({ codeRef }: Code, day: string, colour: string) => colours.set(`${codeRef} ${day}`, colour);
  const checkIn = async (code: Code, day: string): Promise<void> => {
    await world.issuer('POST', '/v1/issuers/330100/health-declarations', {
      codeRef: code.codeRef,
      answers: HEALTHY,
    });
    keep(code, day, (await world.colourOf(code)).colour);
  };
  const tellOf = (day: string): void => {
    for (const { who, days, id, asked } of TOLD)
      if (day === `2020-02-${days.at(-1)}`)
        tell(
          id,
          asked,
          days.map((of) => colours.get(`${codes[who].codeRef} 2020-02-${of}`)),
        );
  };
  for (const code of Object.values(codes)) keep(code, APPLIED, code.colour);
  let next = FIRST;
  return {
    checkInUntil: async (last) => {
      for (; next <= last; next = nextDay(next)) {
        await world.at(morningOf(next));
        await checkIn(codes.week, next);
        if (next !== MISSED) await checkIn(codes.missing, next);
        await checkIn(codes.fortnight, next);
        tellOf(next);
      }
    },
  };
};
