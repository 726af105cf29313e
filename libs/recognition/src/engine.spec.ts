import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { ENGINE_VERSION, asOfEngine } from './engine.ts';
import { decision as decisionSchema } from './model/decision.ts';
import { asked, given } from './testing/asked.ts';

// Made in each test: what is run while specs are loaded counts for no test when mutants are looked for.
const decided = () => decide(asked(), given());

describe('a decision as an earlier engine gave it', () => {
  it('has of engine 1 neither facts, sets, the age of the levels nor the next change, and no words of them', () => {
    const first = asOfEngine(decided(), '1');
    expect(Object.keys(first)).toEqual(Object.keys(decided()).filter((field) => field !== 'next'));
    expect(Object.keys(first.basis)).toEqual([
      'agreement',
      'ruleSet',
      'rules',
      'undetermined',
      'riskVersion',
    ]);
    expect(first.engine).toBe('1');
    expect(first.explanation.en).toMatch(/Measure: pass\.$/);
    expect(first.explanation['zh-CN']).toMatch(/管控措施：直接通行。$/);
    expect(decisionSchema.safeParse(first).error).toBeUndefined();
  });

  it('has all of its words where there was nothing to give an account of', () => {
    const missed = decide(asked({ presented: { kind: 'failed', result: 'not_found' } }), given());
    expect(asOfEngine(missed, '1').explanation).toEqual(missed.explanation);
  });

  it('is of the engine of today as it is', () => {
    const today = decided();
    expect(asOfEngine(today, ENGINE_VERSION)).toBe(today);
  });
});
