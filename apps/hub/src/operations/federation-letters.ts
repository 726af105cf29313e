import type { Letter, ReplayedLetter } from '@huren/events';
import type { Config } from '@huren/platform';

/** A service whose operators' side is asked, by the name that operators use. */
export type OperatedService = NonNullable<Config['OPERATED_SERVICES']>[number];

/** Letters with the service that keeps them, and the services that gave no answer, with the reason. */
export type FederationLetters<T> = {
  readonly letters: readonly ({ readonly service: string } & T)[];
  readonly unanswered: readonly { readonly service: string; readonly reason: string }[];
  /** None of those that answered has the consumer. */
  readonly unknownConsumer: boolean;
};

type Answer<T> =
  | { readonly kind: 'letters'; readonly letters: readonly T[] }
  | { readonly kind: 'unknown_consumer' }
  | { readonly kind: 'unanswered'; readonly reason: string };

const LIST_MS = 5_000;
const REPLAY_MS = 60_000;

const answerOf = async <T>(response: Response): Promise<Answer<T>> => {
  const body = (await response.json()) as { letters?: T[]; code?: string };
  if (response.ok && body.letters) return { kind: 'letters', letters: body.letters };
  if (body.code === 'unknown_consumer') return { kind: 'unknown_consumer' };
  return { kind: 'unanswered', reason: `answered ${response.status}` };
};

const ask = async <T>(url: string, init: RequestInit): Promise<Answer<T>> => {
  try {
    return await answerOf<T>(await fetch(url, init));
  } catch {
    return { kind: 'unanswered', reason: 'does not answer' };
  }
};

const askEach = async <T>(
  services: readonly OperatedService[],
  path: string,
  init: () => RequestInit,
): Promise<FederationLetters<T>> => {
  const answers = await Promise.all(
    services.map(async ({ name, url }) => ({
      service: name,
      answer: await ask<T>(`${url}/v1/admin/dead-letters${path}`, init()),
    })),
  );
  return {
    letters: answers.flatMap(({ service, answer }) =>
      answer.kind === 'letters' ? answer.letters.map((letter) => ({ service, ...letter })) : [],
    ),
    unanswered: answers.flatMap(({ service, answer }) =>
      answer.kind === 'unanswered' ? [{ service, reason: answer.reason }] : [],
    ),
    unknownConsumer: answers.every(({ answer }) => answer.kind === 'unknown_consumer'),
  };
};

/** Asks services for their letters. @param query as each of them takes it */
export const lettersOf = (
  services: readonly OperatedService[],
  query: Readonly<Record<string, string>>,
): Promise<FederationLetters<Letter>> =>
  askEach(services, `?${new URLSearchParams(query).toString()}`, () => ({
    signal: AbortSignal.timeout(LIST_MS),
  }));

/** Has services replay letters. @param body as each of them takes it */
export const replayAt = (
  services: readonly OperatedService[],
  body: object,
): Promise<FederationLetters<ReplayedLetter>> =>
  askEach(services, '/replay', () => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(REPLAY_MS),
  }));
