import { describe, expect, it } from '@jest/globals';
import { capabilitiesIn, evidenceFaults } from '../lib/evidence.mjs';

const table = (...rows) => ['| promise | status | shown by |', '| --- | --- | --- |', ...rows].join('\n');

const ran = {
  test: [
    { name: 'rules are total', ok: true },
    { name: 'rules are slow', ok: false },
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
    expect(faultsOf('| A | done | test: are total; check: lint; `demo: baiyun.pass` |')).toEqual([]);
  });

  it.each([
    ['| A | done | |', '"A": names no evidence'],
    ['| A | done | check: lint; tset: are total |', '"A": "tset: are total" names no evidence'],
    ['| A | done | test: are quick |', '"A": the test "are quick" does not exist'],
    ['| A | done | test: rules |', '"A": the test "rules" did not pass'],
    ['| A | done | check: lin |', '"A": the check "lin" does not exist'],
    ['| A | done | test: are total; demo: baiyun |', '"A": the demo "baiyun" does not exist'],
  ])('fails where it is missing or did not pass: %s', (row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });

  it('is not asked of an open row, nor of what has not run', () => {
    expect(faultsOf('| A | open | |', '| B | done | start: first start |')).toEqual([]);
  });
});
