import { person } from '@huren/agreements';
import { digestOf } from '@huren/crypto';
import { meaningsOf } from '@huren/dialects';
import type { Sql } from '@huren/events';
import {
  agreementIndex,
  decideWithTrace,
  foundingAgreements,
  foundingRuleSets,
  riskLevels,
  ruleSetIndex,
} from '@huren/recognition';
import type { Knowledge } from '@huren/recognition';

const BATCH = 2000;

const knowledge: Knowledge = {
  agreements: agreementIndex(foundingAgreements),
  ruleSets: ruleSetIndex(foundingRuleSets),
  levels: riskLevels([], '1'),
  riskAgeSeconds: 0,
  pathOf: () => 2,
  meanings: meaningsOf,
};

const digests = new Map<object, string>();
const digestOnce = (document: object | null): string | null => {
  if (!document) return null;
  const digest = digests.get(document) ?? digestOf(document);
  digests.set(document, digest);
  return digest;
};

/** A decision about somebody who is made up, as the hub keeps it. */
const recorded = (number: number, at: Date) => {
  const question = person(2020, number, at);
  const { decision, used } = decideWithTrace(question, knowledge);
  const { facts: _derived, ...pins } = used;
  const kept = {
    question,
    used: { ...pins, agreement: digestOnce(used.agreement), ruleSet: digestOnce(used.ruleSet) },
  };
  return { decision, used: JSON.stringify(kept), body: JSON.stringify(decision) };
};

/** Fills a hub's database with decisions, evenly over a time, without the events that each would have had. */
export const fillDecisions = async (sql: Sql, count: number, from: Date, to: Date): Promise<void> => {
  const step = (to.getTime() - from.getTime()) / count;
  for (let first = 0; first < count; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - first) }, (_, at) =>
      recorded(first + at, new Date(from.getTime() + Math.floor((first + at) * step))),
    );
    await sql.query(
      `insert into decision (decision_id, decided_at, body, used, engine)
       select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::jsonb[], $5::text[])`,
      [
        rows.map(({ decision }) => decision.decisionId),
        rows.map(({ decision }) => decision.at),
        rows.map(({ body }) => body),
        rows.map(({ used }) => used),
        rows.map(({ decision }) => decision.engine),
      ],
    );
  }
  const documents = [...digests];
  await sql.query(
    `insert into artefact (digest, kind, content)
     select * from unnest($1::text[], $2::text[], $3::jsonb[]) on conflict do nothing`,
    [
      documents.map(([, digest]) => digest),
      documents.map(([document]) => ('clauses' in document ? 'agreement' : 'rule_set')),
      documents.map(([document]) => JSON.stringify(document)),
    ],
  );
  await sql.query('analyze decision');
};
