import { chinaTime } from '@huren/standard';
import type { Knowledge } from '../knowledge.ts';
import type { Decision } from '../model/decision.ts';
import type { Question } from '../question.ts';

/** The same question, and the same knowledge, at a later instant, where nothing has happened but that time went by. */
export const later = (question: Question, knowledge: Knowledge, at: number): [Question, Knowledge] => {
  const elapsed = (at - Date.parse(question.at)) / 1000;
  const { presented } = question;
  const aged =
    presented.kind === 'record' ? { ...presented, ageSeconds: presented.ageSeconds + elapsed } : presented;
  const riskAgeSeconds = knowledge.riskAgeSeconds == null ? null : knowledge.riskAgeSeconds + elapsed;
  return [
    { ...question, at: chinaTime(new Date(at)), presented: aged },
    { ...knowledge, riskAgeSeconds },
  ];
};

const lengthOf = ({ at, measureUntil }: Decision): number =>
  measureUntil ? Date.parse(measureUntil) - Date.parse(at) : 0;

const isAsLong = (a: Decision, b: Decision): boolean => lengthOf(a) === lengthOf(b) && lengthOf(a) > 0;

/** Whether all decisions answer the same: with the same end of the measure, or each with one as many days from it. */
export const areSameAnswer = (first: Decision, ...others: readonly Decision[]): boolean =>
  others.every((other) =>
    (['result', 'fault', 'colour', 'measure'] as const).every((field) => first[field] === other[field]),
  ) &&
  (others.every((other) => first.measureUntil === other.measureUntil) ||
    others.every((other) => isAsLong(first, other)));
