import { checkEvent } from '../contracts/check.ts';
import { keptName } from '../dead-letters/kept-name.ts';
import type { RunHandler } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { gathering } from '../util/gathering.ts';
import type { Parts } from './deliver.ts';
import type { RunEventHandler } from './outcome.ts';

type Run = { readonly messages: readonly Message[]; readonly signal: AbortSignal };

/** One run is applied while the next ones gather. */
const GATHERING = { atOnce: 2, most: 8 };

/** Applies runs of one topic as one, and what that supersedes. */
const applyRuns =
  ({ contracts, store, note }: Parts, runHandler: RunEventHandler) =>
  async (runs: readonly Run[]): Promise<true[]> => {
    const messages = runs.flatMap((run) => run.messages);
    const checked = messages.map((message) => ({ ...message, event: checkEvent(contracts, message.event) }));
    const outcomes = await runHandler(checked, AbortSignal.any(runs.map(({ signal }) => signal)));
    const superseded = new Set(await store.supersede(messages));
    messages.forEach((message, at) => note(outcomes[at] ?? 'applied', message));
    for (const message of messages)
      if (superseded.delete(keptName(message.event.key))) note('superseded', message);
    return runs.map(() => true);
  };

/**
 * Handles runs of whole states; what comes of several partitions at the same time goes together. Steps may have to
 * wait behind a letter of their key: they are left to go one by one, and so is a run that fails, whose bad event is
 * then found, retried or set aside.
 */
export const togetherOf = (parts: Parts, runHandler: RunEventHandler | undefined): RunHandler => {
  const gathered = new Map<string, (run: Run) => Promise<true>>();
  const gatherer = (topic: string, handler: RunEventHandler) => {
    const known = gathered.get(topic) ?? gathering(applyRuns(parts, handler), GATHERING);
    gathered.set(topic, known);
    return known;
  };
  return async (messages, signal) => {
    const topic = messages[0]?.topic ?? '';
    if (!runHandler || !parts.contracts.find(topic)?.wholeState) return false;
    return gatherer(
      topic,
      runHandler,
    )({ messages, signal }).catch((error: unknown) => {
      const [first] = messages;
      if (first && !signal.aborted) parts.note('run_failed', first, error);
      return false;
    });
  };
};
