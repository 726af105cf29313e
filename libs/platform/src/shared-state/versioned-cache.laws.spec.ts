import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryCache } from './versioned-cache.memory.ts';

const LIVES = { lifeMs: 20, commitMs: 30 };

/** A transaction: a version so far above the newest, and whether it came to its commit. */
type Attempt = {
  readonly after: number;
  readonly takes: number;
  readonly isFloorLost: boolean;
  readonly above: number;
  readonly isCommitted: boolean;
};
type Read = { readonly at: number; readonly reads: number; readonly keeps: number };
type Step = { readonly at: number; readonly run: () => Promise<void> };

const attempts = (lossy: boolean) =>
  fc.array(
    fc.record<Attempt>({
      after: fc.nat(50),
      takes: fc.nat(LIVES.commitMs),
      isFloorLost: lossy ? fc.boolean() : fc.constant(false),
      above: fc.integer({ min: 1, max: 3 }),
      isCommitted: fc.oneof({ arbitrary: fc.constant(true), weight: 3 }, fc.constant(false)),
    }),
    { maxLength: 6 },
  );

/** Mostly at once, sometimes far too late. */
const delays = fc.oneof({ arbitrary: fc.nat(5), weight: 3 }, fc.nat(60));

const reads = fc.array(fc.record<Read>({ at: fc.nat(150), reads: delays, keeps: delays }), {
  maxLength: 40,
});

/** Plays processes that commit and that read, each step at its time, and tells what each read was given. */
const play = async (given: readonly Attempt[], read: readonly Read[]) => {
  let now = 0;
  const cache = memoryCache<number>(LIVES, () => now, 10);
  const committed: { version: number; at: number }[] = [{ version: 1, at: -1 }];
  const seen: { at: number; version: number }[] = [];
  const steps: Step[] = [];
  let at = 0;
  let newest = 1;
  for (const { after, takes, isFloorLost, above, isCommitted } of given) {
    const version = newest + above;
    const [floorAt, commitAt] = [at + after, at + after + takes];
    if (!isFloorLost) steps.push({ at: floorAt, run: () => cache.raise(new Map([['k', version]])) });
    if (isCommitted)
      steps.push({ at: commitAt, run: async () => void committed.push({ version, at: commitAt }) });
    if (isCommitted) newest = version;
    at = commitAt;
  }
  for (const { at: recallAt, reads: readAfter, keeps } of read) {
    let recalled: Awaited<ReturnType<typeof cache.recall>> | undefined;
    let version = 0;
    const recall = async (): Promise<void> => {
      recalled = await cache.recall(['k']);
      const held = recalled.found.get('k');
      if (held !== undefined) seen.push({ at: recallAt, version: held });
    };
    const readNow = async (): Promise<void> => void (version = committed.at(-1)?.version ?? 0);
    const keepNow = async (): Promise<void> => recalled?.keep(new Map([['k', { version, value: version }]]));
    steps.push(
      { at: recallAt, run: recall },
      { at: recallAt + readAfter, run: readNow },
      { at: recallAt + readAfter + keeps, run: keepNow },
    );
  }
  for (const step of steps.sort((a, b) => a.at - b.at)) {
    // A store of entries with lives takes a time of 0 for none.
    now = step.at + 1;
    await step.run();
  }
  const newestAt = (moment: number): number =>
    Math.max(...committed.filter((one) => one.at <= moment).map(({ version }) => version));
  return { seen, newestAt };
};

/** The reads that were given something older than the newest version of a moment before them. */
const outdated = async (given: readonly Attempt[], read: readonly Read[], allowance: number) => {
  const { seen, newestAt } = await play(given, read);
  return seen.filter(({ at, version }) => version < newestAt(at - allowance));
};

/** `npm run test:laws` plays them all, `npm test` others each time. */
const RUNS = process.env['LAWS'] === 'full' ? 10_000 : 2_500;

describe('a cache in time', () => {
  // Steps of one moment run in either order: a commit of this very moment may come after a read.
  it.each([
    ['gives nothing superseded, whoever reads and keeps how late, with floors before commits', false, 1],
    [
      'gives nothing for longer than a life after it was superseded, with floors lost',
      true,
      LIVES.lifeMs + 1,
    ],
  ])('%s', async (_, isLossy, allowance) => {
    await fc.assert(
      fc.asyncProperty(attempts(isLossy), reads, async (given, read) => {
        expect(await outdated(given, read, allowance)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
