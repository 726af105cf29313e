import { deriveKey } from '@huren/crypto';
import type { Subject } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { factOfReport, subjectOfReport } from './fact-report.ts';

const key = deriveKey(Buffer.from('test'), 'subject');
const subject = '0123456789abcdefghjkmnpqrstvwxyz' as Subject;
const now = new Date('2020-03-16T09:00:00+08:00');
const contact = {
  kind: 'contact.close',
  issuer: '420000',
  evidence: 'investigation',
  observedAt: '2020-03-15T09:00:00+08:00',
};

describe('whom a report is about', () => {
  const ofDocument = (number: string) =>
    subjectOfReport({ document: { type: 'resident_id', number }, reason: contact }, key);

  it('is the same subject however the document is written', () => {
    expect(ofDocument('11010519491231002x')).toEqual(ofDocument(' 11010519491231002X'));
    expect(ofDocument('11010519491231002X')).toMatchObject({ ok: true });
  });

  it('is refused by its field where the document is none, or nobody is named', () => {
    expect(ofDocument('110105194912310021')).toMatchObject({
      ok: false,
      error: { field: 'document.number' },
    });
    expect(subjectOfReport({ reason: contact }, key)).toMatchObject({
      ok: false,
      error: { code: 'person_missing' },
    });
  });
});

describe('a fact', () => {
  const of = (reason: unknown) => factOfReport({ reason }, subject, now);

  it('has an id that follows from whom it is about and what it says', () => {
    const later = { ...contact, observedAt: '2020-03-15T10:00:00+08:00' };
    expect(of(contact)).toEqual(of({ ...contact }));
    expect(of(contact)).not.toEqual(of(later));
    expect(factOfReport({ reason: contact }, ('1' + subject.slice(1)) as Subject, now)).not.toEqual(
      of(contact),
    );
  });

  it.each([
    ['of a kind that is none', { ...contact, kind: 'luck' }, 'reason.kind'],
    ['observed in the future', { ...contact, observedAt: '2020-03-16T09:06:00+08:00' }, 'reason.observedAt'],
    ['stated by nobody known', { ...contact, issuer: '999999' }, 'reason.issuer'],
  ])('%s is refused by its field', (_, reason, field) => {
    expect(of(reason)).toMatchObject({ ok: false, error: { field } });
  });

  it('observed a little later than now is taken: clocks differ', () => {
    expect(of({ ...contact, observedAt: '2020-03-16T09:04:00+08:00' })).toMatchObject({ ok: true });
  });
});
