import { dialectOf, meaningsOf } from '@huren/dialects';
import {
  agreementIndex,
  decide,
  foundingAgreements,
  foundingRuleSets,
  riskLevels,
  ruleSetIndex,
} from '@huren/recognition';
import type { Decision } from '@huren/recognition';
import { MEASURES } from '@huren/standard';
import type { CodeRef } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';

const at = '2020-03-16T09:00:00+08:00';
const knowledge = {
  agreements: agreementIndex(foundingAgreements),
  ruleSets: ruleSetIndex(foundingRuleSets),
  levels: riskLevels([], '1'),
  riskAgeSeconds: 0,
  pathOf: () => 2 as const,
  meanings: meaningsOf,
};

/** Henan's decision about a record of Zhejiang as the verify record of Alibaba Cloud has it. */
const decided = (status: string): Decision => {
  const times = { gmtModified: Date.parse(at), gmtExpire: Date.parse(at) + 86_400_000 };
  const raw = { bizNo: 'A', subject: '0123456789abcdefghjkmnpqrstvwxyz', ...times, status };
  const codeRefOf = (): CodeRef => '330000.00000000000000000000000000';
  const read = dialectOf('330000', 'domestic')?.read(raw, { codeRefOf });
  if (!read?.ok || read.kind !== 'record') throw new Error('no record');
  const { subject: _subject, codeRef: _ref, standard: _standard, ...record } = read.record;
  const presented = { kind: 'record', record, verified: 'none', observedAt: at, ageSeconds: 0 } as const;
  const question = { decisionId: 'd', at, destination: '410000', purpose: 'entry', mode: 'showing' } as const;
  return decide({ ...question, presented }, knowledge);
};

describe('a bare green', () => {
  it('is green, and its temperature is taken: nobody said what was looked into', () => {
    const { result, colour, measure, source, basis, explanation } = decided('1');
    expect({ result, colour, measure, bare: source?.bareColour }).toEqual({
      result: 'recognised',
      colour: 'green',
      measure: 'temperature_check',
      bare: true,
    });
    expect(basis?.undetermined?.length).toBeGreaterThan(0);
    expect(explanation.en).toMatch(/not known|unknown/i);
  });

  it('is never stricter than a bare yellow, nor that than a bare red', () => {
    const [green, yellow, red] = ['1', '2', '3'].map((one) =>
      MEASURES.indexOf(decided(one).measure ?? 'pass'),
    );
    expect(green).toBeLessThanOrEqual(yellow ?? -1);
    expect(yellow).toBeLessThanOrEqual(red ?? -1);
  });
});
