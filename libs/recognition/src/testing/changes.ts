import type { Reason } from '@huren/standard';
import type { Knowledge } from '../knowledge.ts';
import type { Agreement, Clause } from '../model/agreement.ts';
import type { NextChange } from '../model/decision.ts';
import type { Rule, RuleSet } from '../model/rule-set.ts';
import { asked } from './asked.ts';
import { agreementOf, clauseOf, contactOn, green, knowing, rule, rulesOf } from './examples.ts';

/** A question of 16 March 2020, nine o'clock, what is known, and when and why the answer changes by itself. */
export type ChangeExample = readonly [string, ReturnType<typeof asked>, () => Knowledge, NextChange];

const day = (date: string): string => `${date}T00:00:00+08:00`;
const MARCH = { 18: day('2020-03-18'), 20: day('2020-03-20') } as const;

const contact = contactOn('2020-03-10');
const fever: Reason = { ...contact, kind: 'symptom', symptoms: ['fever'] };
const asks = (...reasons: readonly Reason[]) => asked({}, { record: { ...green, reasons: [...reasons] } });
const ending = (reason: Reason): Reason => ({ ...reason, expiresAt: MARCH[20] });

// Made when it is asked for: what is made while specs are loaded counts for no test when mutants are looked for.
const known =
  (agreements: readonly Agreement[], sets: readonly RuleSet[] = [rulesOf([])]) =>
  (): Knowledge =>
    knowing(agreements, sets);
const clauses = (...all: readonly Partial<Clause>[]): Agreement =>
  agreementOf(all.map((one, at) => clauseOf({ id: `c${at}`, ...one })));
const rules = (...all: readonly Rule[]): (() => Knowledge) => known([clauses({})], [rulesOf(all)]);
const sets = (...all: readonly Partial<RuleSet>[]): (() => Knowledge) =>
  known(
    [clauses({})],
    all.map((more, at) => rulesOf([], { version: at + 1, ...more })),
  );

const close = (then: Partial<Rule['then']> = {}, more: Partial<Rule> = {}): Rule =>
  rule({ var: 'facts.contact.close.present' }, then, more);
const feverish = (then: Partial<Rule['then']>, more: Partial<Rule> = {}): Rule =>
  rule({ var: 'facts.symptom.fever.present' }, then, { id: 'fever', ...more });
const recent = (days: number): Rule =>
  rule({ '<': [{ var: 'facts.contact.close.days' }, days] }, { since: 'contact.close' }, { id: 'recent' });
const yellow = { colour: 'yellow', measure: 'test_required', days: 0 } as const;

const at = (instant: string, why: NextChange['why']): NextChange => ({ at: instant, why });
const LAPSES = at('2020-04-10T09:00:00+08:00', 'code_lapses');

const LIMITS = { maxSourceAgeSeconds: 60, maxRiskAgeSeconds: 60 } as const;
const NO_REASON: Partial<Clause> = { reasons: [] };

const byDocuments: ChangeExample[] = [
  ['nothing but the code itself', asks(), rules(), LAPSES],
  [
    'a clause that begins',
    asks(),
    known([clauses({ validFrom: MARCH[18] })]),
    at(MARCH[18], 'clause_begins'),
  ],
  [
    'a clause of a district that begins beside that of its province',
    asks(contact),
    known([clauses({}, { destination: '440111', reasons: [], validFrom: MARCH[18] })]),
    at(MARCH[18], 'clause_begins'),
  ],
  ['a clause that ends', asks(), known([clauses({ validTo: MARCH[20] })]), at(MARCH[20], 'clause_ends')],
  [
    'a clause that ends beside another that comes to apply',
    asks(contact),
    known([clauses({ reasons: [] }, { destination: '440111', validTo: MARCH[20] })]),
    at(MARCH[20], 'clause_ends'),
  ],
  [
    'a clause behind which another stands, which changes nothing',
    asks(),
    known([clauses({}, { destination: '440111', validTo: MARCH[20] })]),
    LAPSES,
  ],
  [
    'an agreement that begins',
    asks(),
    known([agreementOf([clauseOf()], { validFrom: MARCH[18] })]),
    at(MARCH[18], 'agreement_begins'),
  ],
  [
    'an agreement that ends',
    asks(),
    known([agreementOf([clauseOf()], { validTo: MARCH[20] })]),
    at(MARCH[20], 'agreement_ends'),
  ],
  [
    'a version of it without the clause',
    asks(),
    known([clauses({}), agreementOf([clauseOf({ from: ['330000'] })], { version: 2, validFrom: MARCH[18] })]),
    at(MARCH[18], 'agreement_begins'),
  ],
  [
    'a version that goes on as before, up to another that does not',
    asks(),
    known([
      clauses({}),
      agreementOf([clauseOf()], { version: 2, validFrom: MARCH[18] }),
      agreementOf([clauseOf({ validTo: MARCH[20] })], { version: 3, validFrom: MARCH[18] }),
    ]),
    at(MARCH[20], 'clause_ends'),
  ],
  ['rules that begin', asks(), sets({ validFrom: MARCH[18] }), at(MARCH[18], 'rule_set_begins')],
  [
    'newer rules',
    asks(),
    sets({}, { validFrom: MARCH[18], otherwise: yellow }),
    at(MARCH[18], 'rule_set_begins'),
  ],
  ['rules that end', asks(), sets({ validTo: MARCH[20] }), at(MARCH[20], 'rule_set_ends')],
  [
    'rules that end before older ones',
    asks(),
    sets({}, { validTo: MARCH[20], otherwise: yellow }),
    at(MARCH[20], 'rule_set_ends'),
  ],
  [
    'a clause that begins with a rule set that changes nothing, at one instant',
    asks(),
    known(
      [clauses({ validFrom: MARCH[18] })],
      [rulesOf([]), rulesOf([], { version: 2, validFrom: MARCH[18] })],
    ),
    at(MARCH[18], 'clause_begins'),
  ],
  [
    'a rule set that begins with a clause that changes nothing, at one instant',
    asks(),
    known(
      [clauses({}, { destination: '440111', validFrom: MARCH[18] })],
      [rulesOf([]), rulesOf([], { version: 2, validFrom: MARCH[18], otherwise: yellow })],
    ),
    at(MARCH[18], 'rule_set_begins'),
  ],
  [
    'a clause that takes the rules there are, after one that named rules which nobody signed',
    asks(),
    known(
      [
        clauses(
          { ruleSet: { id: rulesOf([]).id, minVersion: 9 }, validTo: MARCH[20] },
          { validFrom: MARCH[20] },
        ),
      ],
      [rulesOf([], { validFrom: MARCH[18] })],
    ),
    at(MARCH[20], 'clause_begins'),
  ],
  [
    'a clause that ends before one that names rules which nobody signed',
    asks(),
    known([
      clauses(
        { validTo: MARCH[20] },
        { ruleSet: { id: rulesOf([]).id, minVersion: 9 }, validFrom: MARCH[18] },
      ),
    ]),
    at(MARCH[20], 'clause_ends'),
  ],
];

const byRules: ChangeExample[] = [
  [
    'a rule that begins',
    asks(contact),
    rules(close({}, { validFrom: MARCH[18] })),
    at(MARCH[18], 'rule_begins'),
  ],
  ['a rule that ends', asks(contact), rules(close({}, { validTo: MARCH[20] })), at(MARCH[20], 'rule_ends')],
  [
    'a rule that ends after one that changed nothing began',
    asks(contact),
    rules(close({}, { validTo: MARCH[20] }), feverish({}, { validFrom: MARCH[18] })),
    at(MARCH[20], 'rule_ends'),
  ],
  [
    'a fact that passes an age',
    asks(contact),
    rules(recent(14)),
    at('2020-03-24T09:00:00+08:00', 'fact_ages'),
  ],
  [
    'a fact that passes an age when another ends that no rule reads',
    asks(contact, { ...fever, expiresAt: '2020-03-24T09:00:00+08:00' }),
    rules(recent(14)),
    at('2020-03-24T09:00:00+08:00', 'fact_ages'),
  ],
  ['a fact that ends', asks(ending(contact)), rules(close()), at(MARCH[20], 'fact_ends')],
  [
    'a newer fact that ends, from which the measure counted',
    asks(contact, ending(contactOn('2020-03-12'))),
    rules(close({ since: 'contact.close' })),
    at(MARCH[20], 'fact_ends'),
  ],
  [
    'a fact beyond the clause that ends',
    asks(ending(contact)),
    known([clauses(NO_REASON)], [rulesOf([])]),
    at(MARCH[20], 'fact_ends'),
  ],
  [
    'a measure that is over while its rule still holds',
    asks(contact),
    rules(close({ since: 'contact.close' })),
    at('2020-03-24T09:00:00+08:00', 'measure_ends'),
  ],
  [
    'the end of a measure that from then on moves with the decision',
    asks(contact, fever),
    rules(close({ since: 'contact.close' }), feverish({ days: 7 })),
    at('2020-03-17T09:00:01+08:00', 'measure_ends'),
  ],
  [
    'no end that moves with the decision from the first',
    asks(contact, fever),
    rules(close({ since: 'contact.close', days: 7 }), feverish({ days: 7 })),
    LAPSES,
  ],
  [
    'a rule that reckons with hours, up to where it is looked into',
    asks(contact),
    rules(rule({ '<': [{ '+': [{ var: 'facts.contact.close.hours' }, 1] }, 100_000] })),
    at('2020-04-06T05:00:00+08:00', 'unforeseen'),
  ],
];

const staleness =
  (more: Partial<Clause>, riskAgeSeconds: number | null = 0) =>
  (): Knowledge => ({ ...known([clauses({ ...LIMITS, ...more })])(), riskAgeSeconds });

const byAges: ChangeExample[] = [
  ["the issuer's data", asks(), staleness({}), at('2020-03-16T09:00:58+08:00', 'source_stale')],
  [
    'the risk levels',
    asks(),
    staleness({ maxSourceAgeSeconds: 3600, whenStale: 'not_recognised' }),
    at('2020-03-16T09:01:01+08:00', 'risk_stale'),
  ],
  ['data that are too old already', asks(), staleness({ maxSourceAgeSeconds: 2 }), LAPSES],
  ['levels of no known age', asks(), staleness({ maxSourceAgeSeconds: 9_999_999 }, null), LAPSES],
];

/** One for each reason why an answer changes by itself, and what changes nothing. */
export const CHANGE_EXAMPLES: readonly ChangeExample[] = [...byDocuments, ...byRules, ...byAges];
