import type { Agreement, Clause } from '@huren/recognition';
import { expect, it } from '@jest/globals';
import { agreementOf, clauseOf } from '../testing/agreements.ts';
import { ruleOf, ruleSetOf, variable, within } from '../testing/rule-sets.ts';
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

const textsOf = (...[before, after]: Parameters<typeof ruleSetDifference>) =>
  ruleSetDifference(before, after, AT).changes.map(({ text }) => text);

it('whom rules let pass no more is newly refused, told with place, facts, their ages and the day', () => {
  expect(textsOf(testWithin(72), testWithin(48), AT)).toEqual([
    {
      en: 'newly refused: green, from 420000, at 440000, nucleic-acid test (negative) 48 h old, on 2020-03-20: green, pass → red, isolation at home',
      'zh-CN':
        '不再放行：绿码，湖北省签发，在广东省，核酸检测（阴性）48小时前，2020-03-20：绿码、直接通行 → 红码、居家隔离',
    },
  ]);
  const [back] = textsOf(testWithin(48), testWithin(72), AT);
  expect([back?.en, back?.['zh-CN']]).toEqual([
    expect.stringMatching(/^newly let pass: /),
    expect.stringMatching(/^新放行：/),
  ]);
});

it('a measure that only ends later is told with both ends', () => {
  const isolated = (days: number) =>
    ruleSetOf([ruleOf('close', within('contact.close', 14), { measure: 'home_isolation', days })]);
  const [text] = textsOf(isolated(14), isolated(21), AT);
  expect(text?.en).toBe(
    'stricter: green, from 120000, at 440000, close contact 0 h old, on 2020-03-20: yellow, isolation at home until 2020-04-03 09:00 → yellow, isolation at home until 2020-04-10 09:00',
  );
  expect(text?.['zh-CN']).toMatch(/黄码、居家隔离至2020-04-03 09:00 → 黄码、居家隔离至2020-04-10 09:00$/);
});

it('a code that has only its colour, another scheme, the rule set’s own place and a later day are told', () => {
  const then = { colour: 'orange', measure: 'home_observation' } as const;
  const dated = {
    ...ruleOf('bare', variable('source.bareColour'), then),
    validFrom: '2020-04-01T00:00:00+08:00',
  };
  const of = { id: '330106.international', destination: '330106', scheme: 'international' } as const;
  const [text, ...more] = textsOf(ruleSetOf([], of), ruleSetOf([dated], of), AT);
  expect(more).toEqual([]);
  expect(text?.en).toMatch(
    /^newly refused: green with no reasons \(international\), from 120000, at 330106, on 2020-04-01: /,
  );
  expect(text?.['zh-CN']).toMatch(
    /^不再放行：绿码（无赋码依据）（international），天津市签发，在.*，2020-04-01：/,
  );
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
    /^stricter in part: yellow, from 420000, at 440111, for work, made\.up 1 h old, 38\.5 °C, .* unknown, on /,
  );
  expect(told['zh-CN']).toMatch(/体温38\.5℃，.*未知，/);
});

const textOf = (before: Partial<Clause>, after: Partial<Clause>) =>
  agreementDifference(agreementOf([clauseOf(before)]), agreementOf([clauseOf(after)]), AT).changes[0]?.text;

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

it('a change of terms names each that differs, as it was and as it is', () => {
  const ceiling = { maxSourceAgeSeconds: 600, maxRiskAgeSeconds: 60, whenStale: 'not_recognised' } as const;
  const told = textOf({ reasons: [] }, { reasons: ['symptom', 'contact.close'], ...ceiling });
  expect(told?.en).toMatch(
    /, from 2020-03-20: reasons none → close contact, symptoms; age of source data any → at most 600 s; age of risk data any → at most 60 s; past it unavailable → not recognised$/,
  );
  expect(told?.['zh-CN']).toMatch(
    /：赋码依据 无 → 密切接触、症状；来源数据时限 不限 → 600秒以内；风险数据时限 不限 → 60秒以内；逾期 暂不可用 → 不予互认$/,
  );
  expect(textOf({}, { maxSourceAgeSeconds: 600 })?.en).toMatch(/: age of source data any → at most 600 s$/);
  expect(textOf({}, { reasons: [] })?.['zh-CN']).toMatch(/：赋码依据 不限 → 无$/);
  const named = textOf({}, { ruleSet: { id: '440000.domestic', minVersion: 2 } });
  expect(named?.en).toMatch(/: rules the destination's → 440000\.domestic from version 2$/);
  expect(named?.['zh-CN']).toMatch(/：适用规则集 目的地现行规则 → 440000\.domestic第2版起$/);
});
