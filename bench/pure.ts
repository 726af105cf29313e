import { deepStrictEqual } from 'node:assert/strict';
import { allDialects } from '@huren/dialects';
import {
  agreementIndex,
  decide,
  decideOutcome,
  factsOf,
  foundingAgreements,
  foundingRuleSets,
  riskLevels,
  ruleSetIndex,
} from '@huren/recognition';
import type { Question } from '@huren/recognition';
import { compileRule } from '@huren/rules';
import type { CompiledRule } from '@huren/rules';
import { REASON_KINDS } from '@huren/standard';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { evaluate } from 'certlogic-js';
import { perSecond } from './timing.ts';
import type { Figure } from './timing.ts';

const codeRef = '420000.00000000000000000000000000' as CodeRef;

const record: HealthCodeRecord = {
  standard: '1.0',
  codeRef,
  issuer: '420000',
  scheme: 'domestic',
  subject: '0123456789abcdefghjkmnpqrstvwxyz',
  colour: 'yellow',
  covers: [...REASON_KINDS],
  reasons: [
    {
      kind: 'contact.close',
      issuer: '420000',
      evidence: 'investigation',
      observedAt: '2020-03-15T09:00:00+08:00',
    },
  ],
  issuedAt: '2020-03-15T09:00:00+08:00',
  validUntil: '2020-04-15T09:00:00+08:00',
  version: 1,
};

const mapping = (): Figure => {
  const rendered = allDialects()
    .filter(({ document }) => document.scheme === 'domestic')
    .map((dialect) => ({ dialect, raw: dialect.render(record).raw }));
  let at = 0;
  const rate = perSecond(() => {
    const { dialect, raw } = rendered[(at += 1) % rendered.length] as (typeof rendered)[number];
    dialect.read(raw, { codeRefOf: () => codeRef });
  });
  return {
    what: 'dialect records read',
    perSecond: rate,
    how: `${rendered.length} dialects in turn, one core`,
  };
};

const theirAnswer = evaluate as (expression: unknown, data: unknown) => unknown;

/** Every fact that a rule can read: certlogic-js throws where one is missing, and then nothing is compared. */
const facts = factsOf(record, {
  destination: '440111',
  purpose: 'entry',
  levels: riskLevels([], '1'),
  at: new Date('2020-03-16T09:00:00+08:00'),
}).document;

/** @throws Error for a rule of which both do not say the same */
const sameAnswer = (expression: unknown, rule: CompiledRule): void =>
  deepStrictEqual(rule.evaluate(facts), { value: theirAnswer(expression, facts) });

const rules = (): Figure[] => {
  const when = foundingRuleSets.flatMap((ruleSet) => ruleSet.rules.map((rule) => rule.when));
  const compiled = when.map((expression) => compileRule(expression));
  compiled.forEach((rule, at) => sameAnswer(when[at], rule));
  const total = { of: 0, answered: 0 };
  const ours = perSecond(() => void compiled[(total.of += 1) % compiled.length]?.evaluate(facts));
  const theirs = perSecond(() => void theirAnswer(when[(total.answered += 1) % when.length], facts));
  return [
    {
      what: 'rules evaluated',
      perSecond: ours,
      how: `${when.length} founding rules in turn, on a whole fact document, compiled, one core`,
    },
    {
      what: 'rules evaluated by certlogic-js',
      perSecond: theirs,
      how: 'the same rules, data and answers, same run',
    },
  ];
};

const knowledge = {
  agreements: agreementIndex(foundingAgreements),
  ruleSets: ruleSetIndex(foundingRuleSets),
  levels: riskLevels([], '1'),
  riskAgeSeconds: 0,
  pathOf: () => 2 as const,
  meanings: () => undefined,
};

const questionOf = (reasons: NonNullable<HealthCodeRecord['reasons']>): Question => {
  const { subject: _subject, codeRef: _ref, standard: _standard, ...shown } = record;
  const at = '2020-03-16T09:00:00+08:00';
  return {
    decisionId: 'bench',
    at,
    destination: '440111',
    purpose: 'entry',
    mode: 'showing',
    presented: {
      kind: 'record',
      record: { ...shown, reasons },
      verified: 'mac',
      observedAt: at,
      ageSeconds: 0,
    },
  };
};

const [contact] = record.reasons ?? [];

/** Close contacts of the days before, so many among people of whom nothing is the case. */
const people = (contacts: number, others: number): Question[] => [
  ...Array.from({ length: contacts }, (_, n) =>
    questionOf(
      contact
        ? [{ ...contact, observedAt: `2020-03-${String((n % 12) + 3).padStart(2, '0')}T09:00:00+08:00` }]
        : [],
    ),
  ),
  ...Array.from({ length: others }, () => questionOf([])),
];

type Decide = (question: Question, known: typeof knowledge) => unknown;

/** How often two ways to decide run a second, in turns, on the same questions one after another. */
const inTurns = (questions: readonly Question[], whole: Decide, plain: Decide): [number, number] => {
  let at = 0;
  const rate = (way: Decide): number =>
    perSecond(() => way(questions[(at += 1) % questions.length] as Question, knowledge), 300);
  const rates = Array.from({ length: 7 }, () => [rate(whole), rate(plain)] as const);
  const middle = (side: 0 | 1): number => rates.map((pair) => pair[side]).sort((a, b) => a - b)[3] ?? 0;
  return [middle(0), middle(1)];
};

const decisions = (): Figure[] =>
  (
    [
      ['whole decisions', 'one in forty a close contact', people(1, 39)],
      ['whole decisions on contacts', 'each a close contact', people(12, 0)],
    ] as const
  ).flatMap(([what, who, questions]) => {
    const [whole, plain] = inTurns(questions, decide, decideOutcome);
    const share = ((1 - whole / plain) * 100).toFixed(0);
    return [
      {
        what,
        perSecond: whole,
        how: `${who}; clause, facts, rules, and explanation, which is ${share} % of the time; one core`,
      },
      { what: `${what} without explanation`, perSecond: plain, how: 'the answer alone, in turns with it' },
    ];
  });

/** Figures of the pure libraries. */
export const pureFigures = (): Figure[] => [mapping(), ...rules(), ...decisions()];
