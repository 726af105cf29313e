import expectations from './expected.json' with { type: 'json' };
import type { Story } from './story.ts';
import { baiyun } from './stories/baiyun.ts';
import { county } from './stories/county.ts';
import { hangzhou } from './stories/hangzhou.ts';
import { pathOne } from './stories/path-one.ts';
import { pathThree } from './stories/path-three.ts';
import { replay } from './stories/replay.ts';
import { sameContact } from './stories/same-contact.ts';
import { shandong } from './stories/shandong.ts';
import { trains } from './stories/trains.ts';
import { zhejiangHenan } from './stories/zhejiang-henan.ts';
import type { World } from './world.ts';

/** In the order of their dates; then what all of them decided is decided again. */
export const STORIES: readonly Story[] = [
  hangzhou,
  zhejiangHenan,
  shandong,
  baiyun,
  sameContact,
  trains,
  county,
  pathThree,
  pathOne,
  replay,
];

export type Played = {
  readonly id: string;
  /** The day by the domain clock, in China. */
  readonly on: string;
  readonly asked: string;
  readonly answer: unknown;
  readonly facts: string | undefined;
  readonly modelled: boolean;
  readonly expected: unknown;
  readonly ok: boolean;
};

/** What is to come out and, where the facts name it, on which day. */
type Expectation = {
  /** Section of the facts that says so, or some of it. */
  readonly facts?: string;
  /** That it follows, all or the rest of it, from what is ours: rules, agreements and dialects that are modelled. */
  readonly modelled?: true;
  readonly on?: string;
  readonly expect: unknown;
};

export const expected = expectations as Readonly<Record<string, Expectation>>;

/** A text that ends in `…` may go on as it likes: a story takes some seconds. */
const isSame = (answer: unknown, expectation: unknown): boolean =>
  typeof expectation === 'string' && expectation.endsWith('…')
    ? String(answer).startsWith(expectation.slice(0, -1))
    : answer === expectation;

/** Whether an answer has everything that is expected of it; it may have more, but no list may have more items. */
export const isAsExpected = (answer: unknown, expectation: unknown): boolean => {
  if (typeof expectation !== 'object' || expectation === null) return isSame(answer, expectation);
  if (typeof answer !== 'object' || answer === null) return false;
  const [items, expectedItems] = [answer, expectation].map((one) => Array.isArray(one) && one.length);
  if (items !== expectedItems) return false;
  return Object.entries(expectation).every(([name, value]) =>
    isAsExpected((answer as Record<string, unknown>)[name], value),
  );
};

type Asked = Pick<Played, 'id' | 'on' | 'asked' | 'answer'>;

/** Compares what came of a step, and its day, with what is expected of it. */
export const judge = (step: Asked, expectation: Expectation | undefined): Played => {
  const { facts, modelled = false, on = step.on, expect } = expectation ?? {};
  const ok = expectation !== undefined && on === step.on && isAsExpected(step.answer, expect);
  return { ...step, facts, modelled, expected: on === step.on ? expect : { on, expect }, ok };
};

/** Plays all stories, telling of each before it begins and of each step when it has happened. */
export const runStories = async (
  world: World,
  tell: { story(story: Story): void; step(played: Played): void },
): Promise<Played[]> => {
  const all: Played[] = [];
  for (const story of STORIES) {
    tell.story(story);
    await story.play(world, (id, asked, answer) => {
      const name = `${story.id}.${id}`;
      const played = judge({ id: name, on: world.today(), asked, answer }, expected[name]);
      all.push(played);
      tell.step(played);
    });
  }
  return [...all, ...neverPlayed(all)];
};

/** An expectation without a step is a story that was not told. */
const neverPlayed = (all: readonly Played[]): Played[] =>
  Object.entries(expected)
    .filter(([name]) => !all.some(({ id }) => id === name))
    .map(([id, expectation]) => ({
      ...judge({ id, on: 'never', asked: '(never asked)', answer: null }, expectation),
      ok: false,
    }));
