import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import type { Person } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00', { LOG_LEVEL: 'silent' });
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const sql = (statement: string, params: unknown[] = []) =>
  federation.issuerContext.database.sql.query<Record<string, unknown>>(statement, params);

const contact = { health: { temperatureTenths: 366, symptoms: [], closeContact: true } };
const kindsOf = async (code: Code) => (await world.colourOf(code)).reasons.map(({ kind }) => kind);
const lapsed = ['declaration.missing'];

describe('a code that cannot be assessed', () => {
  it('keeps no other back, is told as an alarm, and turns when it can be', async () => {
    const codes = [1, 2, 3].map((n) => world.apply('420000', resident('421002', n), contact));
    const [first, broken, last] = (await Promise.all(codes)) as [Code, Code, Code];
    const write = (scheme: string) =>
      sql('update code set scheme = $2 where code_ref = $1', [broken.codeRef, scheme]);
    await write('none that has rules');
    await sql(`update code set next_change_at = '2020-03-17T09:00:00+08:00'`);
    await world.at('2020-03-17T10:00:00+08:00');
    const [{ failures } = {}] = await sql('select failures from code where code_ref = $1', [broken.codeRef]);
    expect(failures).toBeGreaterThan(0);
    const { checks, alarms } = await work();
    expect(checks).toMatchObject({ assessment: { ok: false, failing: 1 } });
    expect(alarms).toMatchObject([{ name: 'assessment' }]);
    await write('domestic');
    await world.at('2020-03-31T10:00:00+08:00');
    for (const code of [first, broken, last]) expect(await kindsOf(code)).toEqual(lapsed);
    expect(await work()).toMatchObject({ checks: { assessment: { ok: true } }, alarms: [] });
  });
});

type Work = { checks: Record<string, unknown>; alarms: unknown[] };

/** What `/health/work` tells once it has looked again. */
const work = async (): Promise<Work> => {
  const [{ failing } = {}] = await sql('select count(*)::int as failing from code where failures > 0');
  for (const end = Date.now() + 20_000; ;) {
    const answer = await fetch(`${federation.issuer.url}/health/work`);
    const state = (await answer.json()) as Work;
    const seen = state.checks['assessment'] as { failing?: number } | undefined;
    if (seen?.failing === failing || Date.now() > end) return state;
    await new Promise((done) => setTimeout(done, 50));
  }
};

describe('a fact that comes to be known while the risk service is being asked', () => {
  const asked = async (person: Person, meanwhile: () => Promise<unknown>): Promise<Code> => {
    const context = federation.issuerContext as { askFacts: Federation['issuerContext']['askFacts'] };
    const before = context.askFacts;
    context.askFacts = async (subject) => {
      const answer = await before(subject);
      await meanwhile();
      return answer;
    };
    try {
      return await world.apply('420000', person);
    } finally {
      context.askFacts = before;
    }
  };

  it('colours the new code: no transaction waits for the answer, and nothing is missed', async () => {
    const person = resident('421002', 20);
    const code = await asked(person, async () => {
      await world.risk('POST', '/v1/person-facts', {
        document: { type: person.type, number: person.number },
        reason: {
          kind: 'contact.close',
          issuer: '420000',
          evidence: 'investigation',
          observedAt: '2020-03-31T09:00:00+08:00',
        },
      });
      await world.settle();
    });
    expect(code.colour).toBe('yellow');
    expect(await sql('select 1 from awaited_subject')).toEqual([]);
  });

  it('is forgotten where no code was issued after all', async () => {
    await sql(`insert into awaited_subject values ('nobody', clock_timestamp() - interval '1 minute')`);
    await sql(`insert into subject_facts values ('nobody', 1, '[]')`);
    await world.settle();
    expect(await sql(`select 1 from subject_facts where subject = 'nobody'`)).toEqual([]);
    expect((await sql('select 1 from subject_facts')).length).toBeGreaterThan(0);
  });
});
