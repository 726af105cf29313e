import { describe, expect, it } from '@jest/globals';
import { rowAsReport } from './row-as-report.ts';

const valueOf = (value: Record<string, unknown>) => rowAsReport({ line: 2, value });

describe('a row of a CSV', () => {
  it('is a report of a person by document, its other columns the reason', () => {
    const row = { documentType: 'resident_id', documentNumber: '1', kind: 'contact.close', issuer: '420000' };
    expect(valueOf(row)).toEqual({
      line: 2,
      value: {
        document: { type: 'resident_id', number: '1' },
        reason: { kind: 'contact.close', issuer: '420000' },
      },
    });
  });

  it('is a report of a subject, with symptoms as a list and tenths as a number', () => {
    expect(valueOf({ subject: 's', symptoms: 'fever^cough', tenths: '379' })).toMatchObject({
      value: { subject: 's', reason: { symptoms: ['fever', 'cough'], tenths: 379 } },
    });
  });

  it('that could not be read stays so', () => {
    expect(rowAsReport({ line: 2, fault: 'too short' })).toEqual({ line: 2, fault: 'too short' });
  });
});
