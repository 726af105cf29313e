import { readFileSync, readdirSync } from 'node:fs';
import { RESULTS } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { ENGINE_VERSION, asOfEngine } from './engine.ts';
import { CHANGES, REFUSALS } from './model/decision.ts';
import type { Decision } from './model/decision.ts';
import type { Question } from './question.ts';
import { knowledgeOf } from './used.ts';
import type { Used } from './used.ts';

/** A decision as a release answered it, with all that it used. Lines are added, never rewritten. */
type Golden = { readonly question: Question; readonly used: Omit<Used, 'facts'>; readonly body: string };

const folder = new URL('../golden/', import.meta.url);
const golden = readdirSync(folder).flatMap((name) =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ engine: /\d+/.exec(name)?.[0] ?? '', ...(JSON.parse(line) as Golden) })),
);
const answers = golden.map(({ body }) => JSON.parse(body) as Decision);
const ofToday = answers.filter(({ engine }) => engine === ENGINE_VERSION);

describe('golden decisions', () => {
  it.each(golden)(
    'hold across releases, to the byte: engine $engine, $question.decisionId',
    ({ engine, question, used, body }) => {
      expect(JSON.stringify(asOfEngine(decide(question, knowledgeOf(used)), engine))).toBe(body);
    },
  );

  it.each([...new Set(golden.map(({ engine }) => engine))])(
    'are of every result and refusal, bare colours and unsettled rules: engine %s',
    (engine) => {
      const given = answers.filter((answer) => answer.engine === engine);
      expect(new Set(given.map(({ result }) => result))).toEqual(new Set(RESULTS));
      const faults = given.map(({ fault }) => fault);
      const since = (refusal: string): string => (refusal.endsWith('_altered') ? '2' : '1');
      const possible = REFUSALS.filter((refusal) => since(refusal) <= engine);
      expect(possible.filter((refusal) => !faults.includes(refusal))).toEqual([]);
      expect(given.some(({ source }) => source?.bareColour)).toBe(true);
      expect(given.some(({ basis }) => basis.undetermined.length > 0)).toBe(true);
    },
  );

  it('are of the engine of today, and change by themselves for every reason but what nobody foresees', () => {
    const reasons = new Set(ofToday.map(({ next }) => next?.why));
    expect(CHANGES.filter((why) => !reasons.has(why))).toEqual(['unforeseen']);
  });
});
