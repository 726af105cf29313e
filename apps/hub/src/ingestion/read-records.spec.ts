import { dialectOf } from '@huren/dialects';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { endedRecord, readItem } from './read-records.ts';

const now = new Date('2020-03-16T09:00:00+08:00');
const codeRef = '230000.0000000000000000000000000g' as CodeRef;

const read = (updated: string) => {
  const dialect = dialectOf('230000', 'domestic');
  if (!dialect) throw new Error('no dialect');
  const pairs = [
    { k: 'REF', v: 'AAAAAAAA' },
    { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
    { k: 'UPD', v: updated },
    { k: 'EXP', v: '20210416090000' },
    { k: 'CLR', v: 'G' },
    { k: 'CONTACT', v: '0' },
  ];
  return readItem(pairs, dialect, () => codeRef, now);
};

describe('a record handed in', () => {
  it('is taken when its update time is not later than clocks differ', () => {
    expect(read('20200316090400')).toMatchObject({ kind: 'state' });
  });

  it('that was updated in the future is refused: it would make every later one stale', () => {
    expect(read('20200316090600')).toMatchObject({ kind: 'refused', errors: [{ code: 'out_of_range' }] });
    expect(read('20991231235959')).toMatchObject({ kind: 'refused' });
  });
});

describe('a report that a code has ended', () => {
  const record = {
    issuedAt: '2020-03-01T08:00:00+08:00',
    validUntil: '2020-03-10T08:00:00+08:00',
    version: 1,
  } as HealthCodeRecord;
  const known = { kind: 'record', record, feedCompleteAt: now } as const;
  const ended = (at: string) => endedRecord({ kind: 'ending', codeRef, version: 9, at }, known);

  it('shortens its validity and never lengthens it', () => {
    expect(ended('2020-03-05T08:00:00+08:00')).toMatchObject({
      validUntil: '2020-03-05T08:00:00+08:00',
      version: 9,
    });
    expect(ended('2020-03-16T08:00:00+08:00')).toMatchObject({ validUntil: record.validUntil, version: 9 });
  });

  it('changes nothing of a code that was issued later', () => {
    expect(ended('2020-02-01T08:00:00+08:00')).toBeUndefined();
  });
});
