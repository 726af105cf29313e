import type { EventDraft } from '../contracts/draft.ts';
import type { Contracts } from '../contracts/registry.ts';
import { appendToOutbox } from '../outbox/append.ts';
import type { Sql } from '../port/sql.ts';
import { deadLetterTopicOf, type DeadLetterNotice } from '../contracts/payloads/dead-letter-notice.ts';
import { maskText } from '../util/mask-text.ts';
import { keptName } from './kept-name.ts';
import type { Letter, LetterError } from './letter.ts';

/** The notice about a letter, for the topic's dead-letter topic. */
export const noticeOf = (letter: Letter, error: LetterError): EventDraft<DeadLetterNotice> => {
  // Of what breaks its contract a key may be anything, a document's number too.
  const told = error.code === 'contract_violation' ? maskText : keptName;
  return {
    topic: deadLetterTopicOf(letter.topic),
    source: `/consumers/${letter.consumer}`,
    time: letter.at.toISOString(),
    data: {
      letterId: letter.id,
      consumer: letter.consumer,
      topic: letter.topic,
      partition: letter.partition,
      offset: letter.offset,
      key: told(letter.key),
      eventId: told(letter.event.id),
      error: { code: error.code, name: error.name },
      attempts: letter.attempts,
      at: letter.at.toISOString(),
    },
  };
};

/** Writes the notice into the outbox, in the caller's transaction. */
export const giveNotice = async (
  tx: Sql,
  letter: Letter,
  error: LetterError,
  contracts: Contracts,
): Promise<void> => {
  const notice = noticeOf(letter, error);
  // What is no topic of ours, and a notice itself, has no dead-letter topic; the letter is kept all the same.
  if (contracts.find(notice.topic)) await appendToOutbox(tx, [notice], contracts);
};
