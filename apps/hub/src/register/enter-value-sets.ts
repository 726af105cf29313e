import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import { heldAt } from '@huren/agreements';
import { enter, entriesOf } from './register-store.ts';
import { valueSets } from './value-sets.ts';

/** Enters the value sets of this release where they differ from what stood last: their history is that of releases. */
export const enterValueSets = async (tx: Sql, now: Date): Promise<void> => {
  const known = new Map(heldAt(await entriesOf(tx, 'value_set')).map((entry) => [entry.key, entry]));
  for (const data of valueSets()) {
    const last = known.get(data.id);
    if (last?.digest === digestOf(data)) continue;
    const revision = (last?.revision ?? 0) + 1;
    await enter(tx, 'value_set', {
      key: data.id,
      revision,
      recordedAt: chinaTime(now),
      sequence: null,
      data,
    });
  }
};
