import type { Decision } from '@huren/recognition';
import type { Played } from './run-stories.ts';
import type { Story } from './story.ts';

const isDecision = (answer: unknown): answer is Decision =>
  typeof answer === 'object' && answer !== null && 'explanation' in answer && 'result' in answer;

const outcome = (answer: unknown): string => {
  if (!isDecision(answer)) {
    const text = JSON.stringify(answer, (key, value: unknown) => (key === 'subject' ? undefined : value));
    return text.length > 200 ? `${text.slice(0, 200)} …` : text;
  }
  const { result, colour, measure, measureUntil, advice } = answer;
  return [result, colour, measure, measureUntil ? `until ${measureUntil}` : undefined, advice]
    .filter(Boolean)
    .join(', ');
};

export const storyText = ({ title }: Story): string => `\n■ ${title}\n`;

/** What was asked, the decision, why, and whether it is what the story says. */
export const stepText = (played: Played): string => {
  const { asked, answer, ok, facts, expected } = played;
  return [
    `  ${ok ? '✓' : '✗'} ${asked}`,
    `      ${outcome(answer)}`,
    ...(isDecision(answer) ? [`      ${answer.explanation['zh-CN']}`, `      ${answer.explanation.en}`] : []),
    ...(ok ? [] : [`      expected (facts §${facts}): ${JSON.stringify(expected)}`]),
    '',
  ].join('\n');
};
