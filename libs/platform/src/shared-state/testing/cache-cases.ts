import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SharedState } from '../shared-state.ts';
import { ABOVE_ALL } from '../versioned-cache.ts';
import type { VersionedCache } from '../versioned-cache.ts';
import { LIVES, fresh, until } from './harness.ts';

type Act = { readonly kind: 'keep' | 'raise'; readonly version: number };

const acts = fc.array(fc.record<Act>({ kind: fc.constantFrom('keep', 'raise'), version: fc.nat(6) }), {
  maxLength: 8,
});

/** A cache whose values tell their version. */
const testedOn = (state: () => SharedState) => {
  let made: VersionedCache<string> | undefined;
  const cache = (): VersionedCache<string> => (made ??= state().cache('test', LIVES));
  const value = (version: number) => ({ version, value: `v${version}` });
  return {
    cache,
    value,
    keep: async (key: string, version: number): Promise<void> => {
      const { keep } = await cache().recall([key]);
      await keep(new Map([[key, value(version)]]));
    },
    found: async (key: string): Promise<string | undefined> => (await cache().recall([key])).found.get(key),
    raise: (key: string, version: number): Promise<void> => cache().raise(new Map([[key, version]])),
  };
};

/** What every cache of versioned values has to pass. */
export const cacheCases = (state: () => SharedState): void => {
  floorCases(testedOn(state));
  lifeCases(testedOn(state));
  orderCases(testedOn(state));
};

const floorCases = ({ cache, keep, found, raise }: ReturnType<typeof testedOn>): void => {
  it('gives what was kept, and only that', async () => {
    const [one, other] = [fresh(), fresh()];
    await keep(one, 1);
    expect((await cache().recall([other, one])).found).toEqual(new Map([[one, 'v1']]));
  });

  it('gives nothing below a floor, keeps nothing below it, and keeps what stands on it', async () => {
    const key = fresh();
    await keep(key, 6);
    await raise(key, 7);
    expect(await found(key)).toBeUndefined();
    await keep(key, 6);
    expect(await found(key)).toBeUndefined();
    await keep(key, 7);
    expect(await found(key)).toBe('v7');
    await raise(key, 7);
    expect(await found(key)).toBe('v7');
  });

  it('keeps a key out for a while by a floor above all', async () => {
    const key = fresh();
    await keep(key, 9);
    await raise(key, ABOVE_ALL);
    await keep(key, 10);
    expect(await found(key)).toBeUndefined();
    await until(
      async () => (await keep(key, 7), found(key)),
      (held) => held === 'v7',
    );
  });
};

const lifeCases = ({ cache, value, keep, found, raise }: ReturnType<typeof testedOn>): void => {
  it('keeps out what is older although a value of the floor came and went', async () => {
    const key = fresh();
    const { keep: keepOn } = await cache().recall([key]);
    await raise(key, 7);
    await keepOn(new Map([[key, value(7)]]));
    await until(
      () => found(key),
      (held) => held === undefined,
    );
    await keep(key, 6);
    expect(await found(key)).toBeUndefined();
  });

  it('holds a floor for its whole time, although a higher one stood before it', async () => {
    const [key, witness] = [fresh(), fresh()];
    await raise(key, 9);
    await keep(witness, 1);
    await until(
      () => found(witness),
      (held) => held === undefined,
    );
    await raise(witness, 7);
    await raise(key, 7);
    await until(
      async () => (await keep(key, 6), found(key)),
      (held) => held === 'v6',
    );
    await keep(witness, 6);
    expect(await found(witness)).toBe('v6');
  });

  it('counts a life from before the value was read, however late it is kept', async () => {
    const [key, witness] = [fresh(), fresh()];
    const { keep: keepLate } = await cache().recall([key]);
    await keep(witness, 1);
    await until(
      () => found(witness),
      (held) => held === undefined,
    );
    await keepLate(new Map([[key, value(1)]]));
    expect(await found(key)).toBeUndefined();
  });
};

const orderCases = ({ cache, value, keep, found, raise }: ReturnType<typeof testedOn>): void => {
  it('takes many keys at once', async () => {
    const keys = Array.from({ length: 1200 }, fresh);
    const { keep: keepAll } = await cache().recall(keys);
    await keepAll(new Map(keys.map((key) => [key, value(1)])));
    await cache().raise(new Map(keys.slice(0, 600).map((key) => [key, 2])));
    const { found: left } = await cache().recall(keys);
    expect([...left.keys()]).toEqual(keys.slice(600));
  });

  it('never gives an older version than the newest kept or raised, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (given) => {
        const key = fresh();
        let newest = -1;
        for (const { kind, version } of given) {
          await (kind === 'keep' ? keep(key, version) : raise(key, version));
          newest = Math.max(newest, version);
          expect([undefined, `v${newest}`]).toContain(await found(key));
        }
      }),
    );
  });
};
