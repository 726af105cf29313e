import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recognisePresented } from './presented.ts';
import { allDialects, meaningsOf } from './registry.ts';

describe('presented strings', () => {
  it("are recognised as one issuer's only", () => {
    expect(recognisePresented('HLJJKK:SAMPLE0001')).toEqual([
      { issuer: '230000', scheme: 'domestic', reference: 'SAMPLE0001' },
    ]);
    expect(recognisePresented('HLJJKK:')).toEqual([]);
    const references = fc.stringMatching(/^[A-Z0-9]{8,32}$/);
    for (const { document } of allDialects()) {
      const { issuer, scheme, presented } = document;
      const prefix = presented.example.slice(0, presented.example.indexOf(':') + 1);
      fc.assert(
        fc.property(references, (reference) => {
          expect(recognisePresented(prefix + reference)).toEqual([{ issuer, scheme, reference }]);
        }),
        { numRuns: 20 },
      );
    }
  });
});

describe('a bare colour', () => {
  it('means what the issuer published', () => {
    expect(meaningsOf('420000', 'domestic', 'yellow')).toEqual([
      [{ kind: 'contact.close' }],
      [{ kind: 'declaration.missing' }],
    ]);
    expect(meaningsOf('410000', 'domestic', 'yellow')).toEqual([
      [{ kind: 'symptom', symptoms: ['fever'] }],
      [{ kind: 'symptom', symptoms: ['cough'] }],
      [{ kind: 'case.recovered' }],
    ]);
    expect(meaningsOf('000000', 'national', 'orange')).toEqual([[{ kind: 'contact.close' }]]);
    expect(meaningsOf('330000', 'international', 'red')).toBeUndefined();
  });

  it('is documented only where its meaning was published: the national code, Henan and Hubei', () => {
    const documented = allDialects().filter(({ document }) => document.meaningsStatus === 'documented');
    expect(documented.map(({ document }) => document.issuer)).toEqual(['000000', '410000', '420000']);
  });

  it('of a dialect that says no reasons covers nothing: nobody published what a green was checked for', () => {
    const bare = allDialects().filter(({ document }) => !document.reasons);
    expect(bare.map(({ document }) => document.issuer)).toEqual([
      '110000',
      '330000',
      '330000',
      '330100',
      '610000',
    ]);
    for (const { document } of bare) expect(document.covers).toEqual([]);
  });
});
