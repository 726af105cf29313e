import type { Decision } from '@huren/recognition';
import type { Played } from './run-stories.ts';
import type { Story } from './story.ts';

/** Of a record: whose it is, and all the kinds that were looked into. */
const UNTOLD = ['subject', 'covers'];

const isDecision = (answer: unknown): answer is Decision =>
  typeof answer === 'object' && answer !== null && 'explanation' in answer && 'result' in answer;

const outcome = (answer: unknown): string => {
  if (!isDecision(answer)) {
    const text = JSON.stringify(answer, (key, value: unknown) => (UNTOLD.includes(key) ? undefined : value));
    return text.length > 200 ? `${text.slice(0, 200)} …` : text;
  }
  const { result, colour, measure, measureUntil, advice } = answer;
  return [result, colour, measure, measureUntil ? `until ${measureUntil}` : undefined, advice]
    .filter(Boolean)
    .join(', ');
};

export const storyText = ({ title }: Story): string => `\n■ ${title}\n`;

const origin = ({ facts, modelled }: Played): string =>
  [facts && `facts §${facts}`, modelled && 'modelled'].filter(Boolean).join(', ') || 'expected by nothing';

/** When and what was asked, where the outcome is from, the decision, why, and whether it is what the story says. */
export const stepText = (played: Played): string => {
  const { on, asked, answer, ok, expected } = played;
  return [
    `  ${ok ? '✓' : '✗'} ${on} (${origin(played)})  ${asked}`,
    `      ${outcome(answer)}`,
    ...(isDecision(answer) ? [`      ${answer.explanation['zh-CN']}`, `      ${answer.explanation.en}`] : []),
    ...(ok ? [] : [`      expected: ${JSON.stringify(expected)}`]),
    '',
  ].join('\n');
};
