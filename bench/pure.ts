import { allDialects } from '@huren/dialects';
import {
  agreementIndex,
  decide,
  foundingAgreements,
  foundingRuleSets,
  riskLevels,
  ruleSetIndex,
} from '@huren/recognition';
import type { Question } from '@huren/recognition';
import { compileRule } from '@huren/rules';
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

const rules = (): Figure[] => {
  const when = foundingRuleSets.flatMap((ruleSet) => ruleSet.rules.map((rule) => rule.when));
  const compiled = when.map((expression) => compileRule(expression));
  const data = {
    facts: { contact: { close: { present: true, days: 3 } }, isolation: { completed: { present: false } } },
  };
  const total = { of: 0, answered: 0 };
  const ours = perSecond(() => void compiled[(total.of += 1) % compiled.length]?.evaluate(data));
  const theirs = perSecond(() => {
    try {
      (evaluate as (expression: unknown, data: unknown) => unknown)(
        when[(total.answered += 1) % when.length],
        data,
      );
    } catch {
      // Where a fact is missing certlogic-js throws; compiled rules answer "unknown".
    }
  });
  return [
    {
      what: 'rules evaluated',
      perSecond: ours,
      how: `${when.length} founding rules in turn, compiled, one core`,
    },
    { what: 'rules evaluated by certlogic-js', perSecond: theirs, how: 'the same rules and data, same run' },
  ];
};

const decisions = (): Figure => {
  const knowledge = {
    agreements: agreementIndex(foundingAgreements),
    ruleSets: ruleSetIndex(foundingRuleSets),
    levels: riskLevels([], '1'),
    riskAgeSeconds: 0,
    pathOf: () => 2 as const,
    meanings: () => undefined,
  };
  const { subject: _subject, codeRef: _ref, standard: _standard, ...shown } = record;
  const question: Question = {
    decisionId: 'bench',
    at: '2020-03-16T09:00:00+08:00',
    destination: '440111',
    purpose: 'entry',
    mode: 'showing',
    presented: {
      kind: 'record',
      record: shown,
      verified: 'mac',
      observedAt: '2020-03-16T09:00:00+08:00',
      ageSeconds: 0,
    },
  };
  return {
    what: 'whole decisions',
    perSecond: perSecond(() => void decide(question, knowledge)),
    how: 'clause, facts, rules, explanation; one core',
  };
};

/** Figures of the pure libraries. */
export const pureFigures = (): Figure[] => [mapping(), ...rules(), decisions()];
