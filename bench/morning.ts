import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFederation } from '@huren/standalone';
import type { Federation } from '@huren/standalone';
import { inWords } from './bus/whole-path.ts';
import { handInCodes, post, referenceOf } from './http.ts';
import type { Figure } from './timing.ts';

/** Henan's rules of 17 March 2020 begin at midnight. */
const [BEFORE, MIDNIGHT] = ['2020-03-16T23:00:00+08:00', '2020-03-17T00:00:00+08:00'];
const ISSUER = '410000';
const HOLDERS = 20_000;

/** Somebody comes to a gate so often, in ms, whether the last is through or not. */
const EVERY_MS = 50;
const CALM_MS = 5_000;

const PATIENCE_MS = 180_000;
const LOOK_MS = 500;

const send = async (url: string, body: object): Promise<void> => {
  const response = await post(url, body)();
  const answer = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${answer}`);
};

/** One holder applies, and declares a contact. */
const firstHolder = async ({ issuer, settle }: Federation): Promise<void> => {
  const number = '411002198001010013';
  await send(`${issuer.url}/v1/issuers/${ISSUER}/code-applications`, {
    channel: 'app',
    document: { type: 'resident_id', number, name: '试1' },
    consent: { given: true, version: '2020-02' },
    health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    itinerary: [],
  });
  await settle();
};

/** The tables of what is known of a holder, and what they have beside the reference of the code. */
const KNOWN = {
  health_declaration: 'declared_at, answers',
  declared_fact: 'fact, declared_at, tenths',
  itinerary: 'declared_at',
  check_in: 'day, at',
  isolation: 'rule, since',
};
const REST = `issuer, scheme, document_type, masked_name, masked_number, applied_at,
  facts_asked, version, next_change_at, rule_set`;

/**
 * As many holders as that one, each with a code and a subject of their own. Theirs are put down as yellow: Henan's rules
 * before that day say red of a contact too, and a morning on which no colour changes has no events.
 */
const manyHolders = async ({ issuerContext: { database } }: Federation): Promise<void> => {
  const numbered = `lpad(n::text, 26, '0')`;
  await database.transactions.run(async (tx) => {
    const copies = `generate_series(1, ${HOLDERS - 1}) as n`;
    await tx.query(
      `insert into code (code_ref, subject, record, ${REST})
       select '${ISSUER}.' || ${numbered}, lpad(n::text, 32, '0'), jsonb_set(record, '{colour}', '"yellow"'), ${REST}
         from code, ${copies}`,
    );
    for (const [table, columns] of Object.entries(KNOWN))
      await tx.query(
        `insert into ${table} (code_ref, ${columns})
         select '${ISSUER}.' || ${numbered}, ${columns} from ${table}, ${copies}`,
      );
  });
  await database.sql.query('analyze');
};

const countOf = async (
  { query }: Federation['hubContext']['database']['sql'],
  sql: string,
): Promise<number> => (await query<{ n: number }>(`select count(*)::int as n ${sql}`, []))[0]?.n ?? 0;

/** People at a gate, one after another, while something is done; their delays in ms, and what it came to. */
const atGate = async <T>(
  url: string,
  shown: readonly string[],
  work: () => Promise<T>,
): Promise<[number[], T]> => {
  const under: Promise<number>[] = [];
  const one = async (presented: string): Promise<number> => {
    const began = performance.now();
    await send(`${url}/v1/recognitions`, { presented, destination: '370600' });
    return performance.now() - began;
  };
  const timer = setInterval(() => {
    const answered = one(shown[under.length % shown.length] ?? '');
    // Told where all are waited for.
    answered.catch(() => undefined);
    under.push(answered);
  }, EVERY_MS);
  const done = await work().finally(() => clearInterval(timer));
  return [await Promise.all(under), done];
};

/** Seconds from the first instant of the new rules until so many are counted. */
const secondsUntil = async (count: () => Promise<number>, enough: number, began: number): Promise<number> => {
  for (const deadline = began + PATIENCE_MS; (await count()) < enough;) {
    if (performance.now() > deadline) throw new Error('the codes do not follow their rules');
    await delay(LOOK_MS);
  }
  return (performance.now() - began) / 1000;
};

const measure = async (federation: Federation): Promise<Figure[]> => {
  const shown = (await handInCodes(federation, 1000)).map((_, n) => `HLJJKK:${referenceOf(n)}`);
  await firstHolder(federation);
  await manyHolders(federation);
  const { hub, hubContext, issuerContext, clock } = federation;
  const [before] = await atGate(hub.url, shown, () => delay(CALM_MS));
  const assessed = () =>
    countOf(issuerContext.database.sql, `from code where rule_set = '${ISSUER}.domestic@2'`);
  const indexed = () =>
    countOf(hubContext.database.sql, `from code_record where issuer = '${ISSUER}' and version > 1`);
  const [meanwhile, [first, last]] = await atGate(hub.url, shown, async () => {
    const began = performance.now();
    const [assessedIn, indexedIn] = await Promise.all([
      secondsUntil(assessed, HOLDERS, began),
      secondsUntil(indexed, HOLDERS - 1, began),
      clock.moveTo(new Date(MIDNIGHT)),
    ]);
    return [assessedIn, indexedIn] as const;
  });
  const how = `${HOLDERS.toLocaleString('en')} codes, each turns from yellow to red; with the whole federation in one process`;
  return [
    { what: 'codes that follow new rules', perSecond: HOLDERS / first, how: `${how}: ${first.toFixed(1)} s` },
    {
      what: 'the same, until the hub knows',
      perSecond: HOLDERS / last,
      how: `events over the embedded log into the index: ${last.toFixed(1)} s`,
    },
    {
      what: 'recognitions at a gate meanwhile',
      perSecond: meanwhile.length / last,
      how: `one is asked for every ${EVERY_MS} ms: ${inWords(meanwhile)}; before ${inWords(before)}`,
    },
  ];
};

/** The morning on which a province's rules change: all of its codes are assessed anew, while people stand at gates. */
export const morningFigures = async (): Promise<Figure[]> => {
  const federation = await temporaryFederation(BEFORE, {}, { durable: true });
  try {
    return await measure(federation);
  } finally {
    await federation.stop();
  }
};
