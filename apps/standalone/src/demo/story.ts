import type { World } from './world.ts';

/** Tells, when it has just happened, one thing that was asked and what came of it; by its id within the story. */
export type Tell = (id: string, asked: string, answer: unknown) => void;

/** A story of early 2020, played at its own dates. Its expected outcomes stand in `expected.json`. */
export type Story = {
  readonly id: string;
  readonly title: string;
  play(world: World, tell: Tell): Promise<void>;
};
