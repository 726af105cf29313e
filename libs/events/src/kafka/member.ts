import type { Consumer, EachBatchPayload } from 'kafkajs';
import { delayOf } from '../consume/retry.ts';
import { wait } from '../util/wait.ts';
import { closeConsumer, createConsumer, runConsumer, type ConsumerOptions } from './consumer.ts';
import { createTenure } from './tenure.ts';
import type { OnBusError } from '../port/bus.ts';
import type { PassedOver } from './passed-over.ts';

export interface MemberOptions extends ConsumerOptions {
  /** The tenure is aborted when the partitions may soon be another process'. */
  onBatch: (payload: EachBatchPayload, tenure: AbortController) => Promise<void>;
  /** Joined the group, before anything is fetched. */
  onJoin: (consumer: Consumer) => void;
  onPassedOver: (passedOver: PassedOver) => void;
  onError: OnBusError;
}

/** A consumer of a group that is there until it is stopped: one that crashes or falls silent is replaced. */
export interface Member {
  /** Gives the consumer up and takes a new one. */
  replace(error: unknown): void;
  /** Looks whether the consumer lives. */
  watch(): void;
  /** Ends the batches at hand and leaves the group. */
  stop(): Promise<void>;
}

const BACKOFF = { firstDelayMs: 100, maxDelayMs: 5_000, random: Math.random };

/** Notes signs of life; a batch at hand is one. Nothing is, of what is fetched within a tenure that has ended. */
const createPulse = (isTenured: () => boolean) => {
  let seenAt = performance.now();
  let busy = 0;
  const begin = (): void => void (seenAt = performance.now());
  const sign = (): void => {
    if (isTenured()) begin();
  };
  return {
    begin,
    sign,
    silence: () => (busy > 0 ? 0 : performance.now() - seenAt),
    during: (work: Promise<void>): Promise<void> => {
      busy += 1;
      return work.finally(() => {
        busy -= 1;
        sign();
      });
    },
  };
};

export const startMember = (options: MemberOptions): Member => {
  const { settings, onBatch, onJoin, onPassedOver, onError } = options;
  const stopping = new AbortController();
  const tenure = createTenure();
  const pulse = createPulse(() => !tenure.get().signal.aborted);
  let current: Consumer | undefined;
  let failures = 0;
  let replacing: Promise<void> | undefined;

  const open = async (): Promise<void> => {
    const isCurrent = (): boolean => current === consumer;
    const consumer = createConsumer(options, {
      onJoin: () => {
        failures = 0;
        tenure.renew();
        pulse.sign();
        onJoin(consumer);
      },
      ...{ onRevoked: tenure.revoke, onSignOfLife: pulse.sign, onPassedOver },
      onCrash: (error) => {
        if (isCurrent()) replace(error);
      },
    });
    current = consumer;
    pulse.begin();
    const eachBatch = (payload: EachBatchPayload) => pulse.during(onBatch(payload, tenure.get()));
    await runConsumer(consumer, options, eachBatch, isCurrent);
  };
  const retire = async (): Promise<void> => {
    const last = current;
    current = undefined;
    tenure.revoke();
    if (last) await closeConsumer(last);
  };
  const startAgain = async (): Promise<void> => {
    await retire();
    await wait(delayOf(failures, BACKOFF), stopping.signal).catch(() => undefined);
    replacing = undefined;
    if (!stopping.signal.aborted) open().catch(replace);
  };
  const replace = (error: unknown): void => {
    if (replacing || stopping.signal.aborted) return;
    failures += 1;
    onError(error, 'consumer');
    replacing = startAgain();
  };

  open().catch(replace);
  return {
    replace,
    watch: () => {
      if (pulse.silence() > settings.silenceMs) replace(new Error(`silent for ${settings.silenceMs} ms`));
    },
    stop: async () => {
      stopping.abort();
      tenure.revoke();
      await replacing;
      await retire();
    },
  };
};
