import { describe, expect, it } from '@jest/globals';
import { capabilitiesIn, evidenceFaults } from '../lib/evidence.mjs';
import { testsOf } from './capabilities.mjs';

const table = (...rows) => ['| promise | status | shown by |', '| --- | --- | --- |', ...rows].join('\n');

const ran = {
  test: [
    { name: 'rules are total', file: 'rule', ok: true },
    { name: 'rules are slow', file: 'rule', ok: false },
    { name: 'colours of green pass', file: 'colour', ok: true },
    { name: 'colours of red pass', file: 'colour', ok: true },
    { name: 'a day passes', file: 'day', ok: true },
    { name: 'a year passes', file: 'year', ok: true },
    { name: 'time flies', file: 'day', ok: true },
    { name: 'time flies', file: 'year', ok: true },
  ],
  check: [{ name: 'lint', ok: true }],
  demo: [{ name: 'baiyun.pass', ok: true }],
  start: undefined,
};

const faultsOf = (...rows) => evidenceFaults(capabilitiesIn(table(...rows)), ran);

describe('evidence of the capabilities', () => {
  it('is every row of every table, with its status and its last column', () => {
    const text = `# Title\n${table('| One | done | `test: a`; test: b |')}\n\ntext\n\n${table('| Two | open | |')}`;
    expect(capabilitiesIn(text)).toEqual([
      { promise: 'One', isOpen: false, evidence: ['a', 'b'].map((name) => ({ kind: 'test', name })) },
      { promise: 'Two', isOpen: true, evidence: [] },
    ]);
  });

  it('may be several, of different kinds, all of which have passed', () => {
    expect(faultsOf('| A | done | test: rules are total; check: lint; `demo: baiyun.pass` |')).toEqual([]);
  });

  it('may leave out of a test what the cases of one table differ in', () => {
    expect(faultsOf('| A | done | `test: colours of … pass` |')).toEqual([]);
    expect(faultsOf('| A | done | test: colours… |')).toEqual([]);
  });

  it.each([
    ['| A | done | |', '"A": names no evidence'],
    ['| A | done | check: lint; tset: rules |', '"A": "tset: rules" names no evidence'],
    ['| A | done | test: rules are quick |', '"A": the test "rules are quick" does not exist'],
    ['| A | done | test: are total |', '"A": the test "are total" does not exist'],
    ['| A | done | test: rules are slow |', '"A": the test "rules are slow" did not pass'],
    ['| A | done | test: rules … |', '"A": the test "rules …" did not pass'],
    ['| A | done | test: time flies |', '"A": the test "time flies" is more than one'],
    ['| A | done | test: a … passes |', '"A": the test "a … passes" is more than one'],
    ['| A | done | check: lin |', '"A": the check "lin" does not exist'],
    ['| A | done | test: rules are total; demo: baiyun |', '"A": the demo "baiyun" does not exist'],
  ])('fails where it is missing or did not pass: %s', (row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });

  it('is not asked of an open row, nor of what has not run', () => {
    expect(faultsOf('| A | open | |', '| B | done | start: first start |')).toEqual([]);
  });
});

describe('tests in a report', () => {
  const result = (ancestorTitles, title, status) => ({ ancestorTitles, title, fullName: title, status });
  const report = {
    testResults: [
      {
        name: 'a',
        assertionResults: [result(['a `hub`'], 'opens', 'passed'), result(['a'], 'lags', 'failed')],
      },
      { name: 'b', assertionResults: [result([], 'on Kafka', 'pending')] },
    ],
  };
  const faults = (name, isComplete) =>
    evidenceFaults(capabilitiesIn(table(`| A | done | test: ${name} |`)), {
      test: testsOf(report, isComplete),
    });

  it('go by all that they stand under, and their title', () => {
    expect(faults('a hub opens', true)).toEqual([]);
    expect(faults('a lags', true)).toEqual(['"A": the test "a lags" did not pass']);
    expect(faults('opens', true)).toEqual(['"A": the test "opens" does not exist']);
  });

  it('may be skipped, with all that they stand under, but for a complete run', () => {
    expect(faults('on Kafka the log opens', false)).toEqual([]);
    expect(faults('on Kafka the log opens', true)).toEqual([
      '"A": the test "on Kafka the log opens" did not pass',
    ]);
    expect(faults('on Kafkas', false)).toEqual(['"A": the test "on Kafkas" does not exist']);
  });
});
