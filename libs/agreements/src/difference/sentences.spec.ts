import type { Agreement } from '@huren/recognition';
import { expect, it } from '@jest/globals';
import { agreementOf, clauseOf } from '../testing/agreements.ts';
import { ruleOf, ruleSetOf, variable } from '../testing/rule-sets.ts';
import { agreementDifference } from './agreement-difference.ts';
import { ruleSetDifference } from './rule-set-difference.ts';
import { ruleSetSentence } from './sentences.ts';

const AT = new Date('2020-03-20T09:00:00+08:00');

const testWithin = (hours: number) =>
  ruleSetOf([
    ruleOf(
      'test',
      {
        and: [
          { '===': [variable('source.issuer'), '420000'] },
          { '!': [{ '<': [variable('facts.test.nucleic.negative.hours'), hours] }] },
        ],
      },
      { colour: 'red', measure: 'home_isolation' },
    ),
  ]);

it('a change of rules is told as whom it meets, with the facts and their ages', () => {
  const [change] = ruleSetDifference(testWithin(72), testWithin(48), AT).changes;
  expect(change?.text).toEqual({
    en: 'stricter: green, from 420000, nucleic-acid test (negative) 48 h old: green, pass → red, isolation at home',
    'zh-CN': '更严：绿码，湖北省签发，核酸检测（阴性）48小时前：绿码、直接通行 → 红码、居家隔离',
  });
});

it('what is unknown, a temperature and a purpose other than entry are told too', () => {
  const verdict = { colour: 'green', measure: 'pass', measureUntil: null } as const;
  const situation = {
    ...{ issuer: '420000', scheme: 'domestic', colour: 'yellow', bareColour: false, destination: '440111' },
    ...{ purpose: 'work', hours: new Map([['made.up', 1]]), tenths: 385, uncovered: new Set(['symptom']) },
  } as unknown as Parameters<typeof ruleSetSentence>[0]['situation'];
  const told = ruleSetSentence({
    ...{ direction: 'mixed', situation, before: verdict, after: verdict, at: '2020-03-20T09:00:00+08:00' },
  });
  expect(told.en).toMatch(
    /^stricter in part: yellow, from 420000, work, made\.up 1 h old, 38\.5 °C, .* unknown: /,
  );
  expect(told['zh-CN']).toMatch(/体温38\.5℃，.*未知：/);
});

it('a change of clauses is told as whose codes, where, for what and from when', () => {
  const [before, after] = [agreementOf([clauseOf()]), agreementOf([clauseOf({ purposes: ['medical'] })])] as [
    Agreement,
    Agreement,
  ];
  const [change] = agreementDifference(before, after, AT).changes;
  expect(change?.text.en).toMatch(
    /^newly refused: codes of \d{6} \(domestic\) at \d{6}, by showing, for entry, from 2020-03-20$/,
  );
  expect(change?.text['zh-CN']).toMatch(/^不再互认：.*亮码，事由：进入，自2020-03-20起$/);
});
