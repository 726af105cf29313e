import type { World } from './world.ts';

/** One thing that was asked in a story, and what came of it. */
export type Step = { readonly id: string; readonly asked: string; readonly answer: unknown };

/** A story of early 2020, played at its own dates. Its expected outcomes stand in `expected.json`. */
export type Story = {
  readonly id: string;
  readonly title: string;
  /** Steps in order, each by its id within the story. */
  play(world: World): Promise<Step[]>;
};

export const step = (id: string, asked: string, answer: unknown): Step => ({ id, asked, answer });
