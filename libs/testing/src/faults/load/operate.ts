import type { Scene } from './scene.ts';

const LETTERS = '/v1/admin/federation/dead-letters';

/** Whether every service answers an operator who lists the federation's dead letters at a replica of the hub. */
export const isAnsweredByAll = async ({ client }: Scene, hub: number): Promise<boolean> => {
  const told = await client.ask<{ unanswered: readonly unknown[] }>('hub', LETTERS, undefined, hub);
  return told?.unanswered.length === 0;
};

/** The load's: an operator looks. */
export const lookSomewhere = async (scene: Scene): Promise<void> =>
  void (await isAnsweredByAll(scene, scene.chance.between(0, 1)));
