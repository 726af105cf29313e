import { appendToOutbox, draftOf, personTopic } from '@huren/events';
import type { PersonFact, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { Subject } from '@huren/standard';
import { factOfReport, refusal, subjectOfReport } from './fact-report.ts';
import type { FactRefusal, FactReport } from './fact-report.ts';
import { factsOf, insertFact, lockSubject, markWithdrawn, setVersion, subjectOfFact } from './fact-store.ts';

export type FactAnswer =
  | {
      readonly ok: true;
      readonly outcome: 'recorded' | 'duplicate' | 'withdrawn';
      readonly factId: string;
      readonly subject: Subject;
      readonly version: number;
    }
  | { readonly ok: false; readonly error: FactRefusal };

export type FactContext = { readonly subjectKey: Uint8Array; readonly now: Date };

/**
 * Records what is known of a person; the same report again changes nothing, unless it was withdrawn meanwhile.
 * One transaction with its event.
 */
export const recordFact = async (tx: Sql, report: FactReport, context: FactContext): Promise<FactAnswer> => {
  const who = subjectOfReport(report, context.subjectKey);
  if (!who.ok) return who;
  const fact = factOfReport(report, who.value, context.now);
  if (!fact.ok) return fact;
  return store(tx, who.value, fact.value, context.now);
};

const store = async (tx: Sql, subject: Subject, fact: PersonFact, now: Date): Promise<FactAnswer> => {
  const version = await lockSubject(tx, subject);
  if (!(await insertFact(tx, subject, fact, now))) {
    return { ok: true, outcome: 'duplicate', factId: fact.id, subject, version };
  }
  return {
    ok: true,
    outcome: 'recorded',
    factId: fact.id,
    subject,
    version: await publish(tx, subject, version, now),
  };
};

/** Takes a fact back, with grounds. Withdrawing twice changes nothing. */
export const withdrawFact = async (
  tx: Sql,
  factId: string,
  grounds: string,
  now: Date,
): Promise<FactAnswer> => {
  const subject = await subjectOfFact(tx, factId);
  if (!subject) return refusal('unknown_fact', 'factId', 'no fact has this id');
  const version = await lockSubject(tx, subject);
  const changed = await markWithdrawn(tx, subject, factId, grounds, now);
  return {
    ok: true,
    outcome: 'withdrawn',
    factId,
    subject,
    version: changed ? await publish(tx, subject, version, now) : version,
  };
};

/** The subject's next version and its event. The caller holds the subject's lock. */
const publish = async (tx: Sql, subject: Subject, before: number, now: Date): Promise<number> => {
  const version = before + 1;
  await setVersion(tx, subject, version);
  const { facts } = await factsOf(tx, subject);
  await appendToOutbox(tx, [
    draftOf(personTopic, { source: '/risk', time: chinaTime(now), data: { subject, version, facts } }),
  ]);
  return version;
};
