import { canonicalJson } from '@huren/crypto';
import { agreementIndex } from '@huren/recognition';
import type { Agreement, AgreementIndex, Bilingual, Clause, ClauseQuestion } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import { clauseDomainOf } from './clause-domain.ts';
import type { ClauseDomain } from './clause-domain.ts';
import { agreementSentence } from './sentences.ts';
import { validityChange } from './validity.ts';
import type { ValidityChange } from './validity.ts';

/** On what terms a clause recognises; null: it sets no limit. */
export type ClauseTerms = {
  readonly clause: string;
  readonly reasons: readonly string[] | null;
  readonly maxSourceAgeSeconds: number | null;
  readonly maxRiskAgeSeconds: number | null;
  readonly ruleSet: NonNullable<Clause['ruleSet']> | null;
  readonly whenStale: Clause['whenStale'];
};

/** A code at a place, as far as clauses can tell. `at`: RFC 3339. */
export type ClauseSituation = Omit<ClauseQuestion, 'at'> & { readonly at: string };

/** One kind of change, with the plainest example of it. Null: there is no clause. */
export type AgreementChange = {
  readonly kind: 'newly_recognised' | 'newly_refused' | 'other_terms';
  readonly before: ClauseTerms | null;
  readonly after: ClauseTerms | null;
  readonly situation: ClauseSituation;
  /** The example in a sentence. */
  readonly text: Bilingual;
};

export type AgreementDifference = {
  readonly changes: readonly AgreementChange[];
  /** Nothing that clauses can tell apart was left out: without changes, they are proved to be equivalent. */
  readonly exhaustive: true;
  readonly examined: number;
  /** When the versions themselves hold, which is no part of that; null where it is the same. */
  readonly validity: ValidityChange | null;
};

/** What a version says, whenever it is in force itself and whatever became of it. */
const asSigned = (version: Agreement): AgreementIndex => {
  const { suspendedBy: _by, ...terms } = version;
  return agreementIndex([{ ...terms, state: 'in_force', validFrom: '0001-01-01T00:00:00Z', validTo: null }]);
};

const termsOf = (clause: Clause): ClauseTerms => {
  const { id, reasons, maxSourceAgeSeconds, maxRiskAgeSeconds, ruleSet, whenStale } = clause;
  const isBounded = maxSourceAgeSeconds !== undefined || maxRiskAgeSeconds !== undefined;
  return {
    clause: id,
    reasons: reasons ? [...new Set(reasons)].sort() : null,
    maxSourceAgeSeconds: maxSourceAgeSeconds ?? null,
    maxRiskAgeSeconds: maxRiskAgeSeconds ?? null,
    ruleSet: ruleSet ?? null,
    // Without a ceiling nothing is ever too old.
    whenStale: isBounded ? whenStale : 'unavailable',
  };
};

const chosenBy = (index: AgreementIndex, question: ClauseQuestion): ClauseTerms | null => {
  const chosen = index.choose(question);
  return chosen ? termsOf(chosen.clause) : null;
};

/** What terms come to, under whatever name. A colour of unknown meaning is beyond any list of reasons. */
const essence = ({ clause: _name, ...terms }: ClauseTerms): string => canonicalJson(terms);

const kindOf = (
  before: ClauseTerms | null,
  after: ClauseTerms | null,
): AgreementChange['kind'] | undefined => {
  if (before && after) return essence(before) === essence(after) ? undefined : 'other_terms';
  if (after) return 'newly_recognised';
  return before ? 'newly_refused' : undefined;
};

/** Everything in the domain; at first what is out of the ordinary in nothing. */
const questionsIn = function* (domain: ClauseDomain): Generator<ClauseQuestion> {
  for (const at of domain.instants)
    for (const purpose of domain.purposes)
      for (const mode of domain.modes)
        for (const scheme of domain.schemes)
          for (const destination of domain.destinations)
            for (const issuer of domain.issuers) yield { issuer, scheme, destination, purpose, mode, at };
};

/** How far a question is from the plainest. */
const saidIn = ({ at, purpose, mode, scheme }: ClauseQuestion, domain: ClauseDomain): number =>
  [at !== domain.instants[0], purpose !== domain.purposes[0], mode !== domain.modes[0]].filter(Boolean)
    .length + Number(scheme !== domain.schemes[0]);

/**
 * What a version of an agreement recognises otherwise than another from an instant on: what it newly recognises, newly
 * refuses, or recognises on other terms, each with its plainest example. Proved: every question that the clauses of
 * either can tell apart is put to both, as if the versions held throughout: when they do is told beside it, and which is
 * suspended does not matter.
 */
export const agreementDifference = (before: Agreement, after: Agreement, from: Date): AgreementDifference => {
  const domain = clauseDomainOf([before, after], from);
  const [was, is] = [asSigned(before), asSigned(after)];
  const changes = new Map<string, Omit<AgreementChange, 'text'> & { readonly said: number }>();
  let examined = 0;
  for (const question of questionsIn(domain)) {
    examined += 1;
    const [old, now] = [chosenBy(was, question), chosenBy(is, question)];
    const kind = kindOf(old, now);
    if (kind === undefined) continue;
    const key = canonicalJson([kind, old, now]);
    const said = saidIn(question, domain);
    if ((changes.get(key)?.said ?? Infinity) <= said) continue;
    const situation = { ...question, at: chinaTime(question.at) };
    changes.set(key, { kind, before: old, after: now, situation, said });
  }
  return {
    changes: [...changes.values()]
      .sort((a, b) => a.said - b.said)
      .map(({ said: _said, ...change }) => ({ ...change, text: agreementSentence(change) })),
    exhaustive: true,
    examined,
    validity: validityChange(before, after),
  };
};
