import type { Letter, ReplayedLetter } from '@huren/events';
import { countsTogether } from '@huren/platform';
import type { Config, ReplayCounts } from '@huren/platform';
import type { Places } from './federation-places.ts';

/** A service whose operators' side is asked, by the name that operators use. */
export type OperatedService = NonNullable<Config['OPERATED_SERVICES']>[number];

/** What a service answers of its letters. */
type Told<T> = { readonly letters: readonly T[]; readonly next: string | null };

type Answer<A> =
  | { readonly kind: 'told'; readonly told: A }
  | { readonly kind: 'unknown_consumer' }
  | { readonly kind: 'unanswered'; readonly reason: string };

type Answered<A> = { readonly service: string; readonly answer: Answer<A> };

/** Letters with the service that keeps them, and the services that gave no answer, with the reason. */
export type FederationLetters<T> = {
  readonly letters: readonly ({ readonly service: string } & T)[];
  readonly unanswered: readonly { readonly service: string; readonly reason: string }[];
  /** Where each goes on that may have more. */
  readonly places: Places;
  /** None of those that answered has the consumer. */
  readonly unknownConsumer: boolean;
};

/** What was replayed, counted by what became of it. */
export type FederationReplayed = FederationLetters<ReplayedLetter> & { readonly counts: ReplayCounts };

const LIST_MS = 5_000;
const REPLAY_MS = 60_000;

const answerOf = async <A extends Told<unknown>>(response: Response): Promise<Answer<A>> => {
  const body = (await response.json()) as Partial<A> & { code?: string };
  if (response.ok && body.letters) return { kind: 'told', told: body as A };
  if (body.code === 'unknown_consumer') return { kind: 'unknown_consumer' };
  return { kind: 'unanswered', reason: `answered ${response.status}` };
};

const ask = async <A extends Told<unknown>>(url: string, init: RequestInit): Promise<Answer<A>> => {
  try {
    return await answerOf<A>(await fetch(url, init));
  } catch {
    return { kind: 'unanswered', reason: 'does not answer' };
  }
};

/** Asks those that have a place, where there are any, each from its own. */
const askEach = <A extends Told<unknown>>(
  services: readonly OperatedService[],
  places: Places | undefined,
  request: (after: string | undefined) => { path: string } & RequestInit,
): Promise<Answered<A>[]> =>
  Promise.all(
    services
      .filter(({ name }) => !places || places.has(name))
      .map(async ({ name, url }) => {
        const { path, ...init } = request(places?.get(name));
        return { service: name, answer: await ask<A>(`${url}/v1/admin/dead-letters${path}`, init) };
      }),
  );

const gathered = <T>(answers: readonly Answered<Told<T>>[]): FederationLetters<T> => ({
  letters: answers.flatMap(({ service, answer }) =>
    answer.kind === 'told' ? answer.told.letters.map((letter) => ({ service, ...letter })) : [],
  ),
  unanswered: answers.flatMap(({ service, answer }) =>
    answer.kind === 'unanswered' ? [{ service, reason: answer.reason }] : [],
  ),
  places: new Map(
    answers.flatMap(({ service, answer }) =>
      answer.kind === 'told' && answer.told.next !== null ? [[service, answer.told.next]] : [],
    ),
  ),
  unknownConsumer: answers.length > 0 && answers.every(({ answer }) => answer.kind === 'unknown_consumer'),
});

/** Asks services for their letters. @param query as each of them takes it */
export const lettersOf = async (
  services: readonly OperatedService[],
  query: Readonly<Record<string, string>>,
  places?: Places,
): Promise<FederationLetters<Letter>> =>
  gathered(
    await askEach<Told<Letter>>(services, places, (after) => ({
      path: `?${new URLSearchParams(after === undefined ? query : { ...query, after }).toString()}`,
      signal: AbortSignal.timeout(LIST_MS),
    })),
  );

/** Has services replay letters. @param body as each of them takes it */
export const replayAt = async (
  services: readonly OperatedService[],
  body: object,
  places?: Places,
): Promise<FederationReplayed> => {
  const answers = await askEach<Told<ReplayedLetter> & { counts: ReplayCounts }>(
    services,
    places,
    (after) => ({
      path: '/replay',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, after }),
      signal: AbortSignal.timeout(REPLAY_MS),
    }),
  );
  const counts = answers.flatMap(({ answer }) => (answer.kind === 'told' ? [answer.told.counts] : []));
  return { ...gathered(answers), counts: countsTogether(counts) };
};
