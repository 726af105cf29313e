import { readFileSync } from 'node:fs';
import { RESULTS } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { ENGINE_VERSION } from './draft.ts';
import { REFUSALS } from './model/decision.ts';
import type { Decision } from './model/decision.ts';
import type { Question } from './question.ts';
import { knowledgeOf } from './used.ts';
import type { Used } from './used.ts';

/** A decision as a release answered it, with all that it used. Lines are added, never rewritten. */
type Golden = { readonly question: Question; readonly used: Omit<Used, 'facts'>; readonly body: string };

const file = new URL('../golden/decisions.jsonl', import.meta.url);
const golden: Golden[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Golden);
const answers = golden.map(({ body }) => JSON.parse(body) as Decision);

describe('golden decisions', () => {
  it.each(golden)('hold across releases, to the byte: $question.decisionId', ({ question, used, body }) => {
    expect(JSON.stringify(decide(question, knowledgeOf(used)))).toBe(body);
  });

  it('are of every result and refusal, bare colours and unsettled rules, and of the engine of today', () => {
    expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(RESULTS));
    const faults = answers.map(({ fault }) => fault);
    expect(REFUSALS.filter((refusal) => !faults.includes(refusal))).toEqual([]);
    expect(answers.some(({ source }) => source?.bareColour)).toBe(true);
    expect(answers.some(({ basis }) => basis.undetermined.length > 0)).toBe(true);
    expect(answers.map(({ engine }) => engine)).toContain(ENGINE_VERSION);
  });
});
