import type { Dismissed, DismissedLetter, Letter, ReplayedLetter } from '@huren/events';
import { countsTogether, operatorsHeader } from '@huren/platform';
import type { Config, ReplayCounts } from '@huren/platform';
import { hasMoved, placesAfter } from './federation-places.ts';
import type { Places, Step } from './federation-places.ts';

/** A service whose operators' side is asked, by the name that operators use. */
export type OperatedService = NonNullable<Config['OPERATED_SERVICES']>[number] & {
  /** What operators show there, if it is asked for. */
  readonly token?: string | undefined;
};

/** What a service answers of its letters. */
type Told<T> = { readonly letters: readonly T[]; readonly next?: string | null };

type Answer<A> =
  | { readonly kind: 'told'; readonly told: A }
  | { readonly kind: 'unknown_consumer' }
  | { readonly kind: 'unanswered'; readonly reason: string };

type Answered<A> = Replica & Step & { readonly answer: Answer<A> };

/** Who was asked: a service, and which of its replicas, from 1. */
type Replica = { readonly service: string; readonly replica: number };

/** Letters with the service that keeps them, and the services that gave no answer, with the reason. */
export type FederationLetters<T> = {
  readonly letters: readonly (Replica & T)[];
  readonly unanswered: readonly (Replica & { readonly reason: string })[];
  /** Where each goes on that may have more, or did not answer. */
  readonly places: Places;
  /** None of those that answered has the consumer. */
  readonly unknownConsumer: boolean;
};

/** What was replayed, counted by what became of it. */
export type FederationReplayed = FederationLetters<ReplayedLetter> & { readonly counts: ReplayCounts };

/** What was dismissed, or would be, of what was put `until` then; null: nobody answered. */
export type FederationDismissal = FederationLetters<Dismissed> & {
  readonly count: number;
  readonly until: string | null;
};

const LIST_MS = 5_000;
const ORDER_MS = 60_000;

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

/** Each with its number among the replicas of its deployment, from 1. */
const numbered = (services: readonly OperatedService[]): (OperatedService & { replica: number })[] =>
  services.map((service, at) => ({
    ...service,
    replica: services.slice(0, at).filter(({ name }) => name === service.name).length + 1,
  }));

/** Whoever did not answer is asked again from where it was. */
const nextOf = (answer: Answer<Told<unknown>>, after: string | undefined): Step['next'] => {
  if (answer.kind === 'unanswered') return after;
  return answer.kind === 'told' ? answer.told.next : null;
};

type Asked = { readonly keeper?: unknown; readonly after?: string | undefined };

/**
 * Asks those that have a place, where there are any, each from its own. Replicas share the letters of their database:
 * the first answers for all, the others tell only what each keeps itself.
 */
const askEach = <A extends Told<unknown>, Q extends Asked>(
  services: readonly OperatedService[],
  places: Places | undefined,
  asked: Q,
  request: (asked: Q) => { path: string } & RequestInit,
): Promise<Answered<A>[]> =>
  Promise.all(
    numbered(services).flatMap(({ name, url, token, replica }) => {
      const place = `${name}~${replica}`;
      if (places?.has(place) === false || (replica > 1 && asked.keeper === 'database')) return [];
      const after = places?.get(place);
      const { path, ...init } = request({
        ...asked,
        ...(after === undefined ? {} : { after }),
        ...(replica > 1 ? { keeper: 'process' } : {}),
      });
      const headers = { ...init.headers, ...operatorsHeader(token) };
      const answer = ask<A>(`${url}/v1/admin/dead-letters${path}`, { ...init, headers });
      return [
        answer.then((answer) => {
          const next = nextOf(answer, after);
          return { service: name, replica, place, after, next, answer };
        }),
      ];
    }),
  );

const gathered = <T>(
  answers: readonly Answered<Told<T>>[],
  places: Places,
  shown = answers,
): FederationLetters<T> => ({
  letters: shown.flatMap(({ service, replica, answer }) =>
    answer.kind === 'told' ? answer.told.letters.map((letter) => ({ service, replica, ...letter })) : [],
  ),
  unanswered: answers.flatMap(({ service, replica, answer }) =>
    answer.kind === 'unanswered' ? [{ service, replica, reason: answer.reason }] : [],
  ),
  places,
  unknownConsumer: answers.length > 0 && answers.every(({ answer }) => answer.kind === 'unknown_consumer'),
});

type Query = Readonly<Record<string, string>>;

const listed = async <T>(
  path: string,
  services: readonly OperatedService[],
  query: Query,
  places: Places | undefined,
): Promise<FederationLetters<T>> => {
  const answers = await askEach<Told<T>, Query>(services, places, query, (asked) => ({
    path: `${path}?${new URLSearchParams(asked).toString()}`,
    signal: AbortSignal.timeout(LIST_MS),
  }));
  const next = placesAfter(answers);
  return gathered(
    answers,
    next,
    answers.filter((step) => hasMoved(step, next)),
  );
};

/**
 * Asks services for their letters. What is told by those of whom a request cannot carry where they go on is left for the
 * next.
 * @param query as each of them takes it
 */
export const lettersOf = (
  services: readonly OperatedService[],
  query: Query,
  places?: Places,
): Promise<FederationLetters<Letter>> => listed('', services, query, places);

/** Asks services for what was dismissed, as `lettersOf` does: of replicas the first, for their database has it. */
export const dismissalsOf = (
  services: readonly OperatedService[],
  query: Query,
  places?: Places,
): Promise<FederationLetters<DismissedLetter>> => {
  const first = services.filter(({ name }, at) => services.findIndex((one) => one.name === name) === at);
  return listed('/dismissed', first, query, places);
};

const ordered =
  (path: string) =>
  (body: Asked): { path: string } & RequestInit => ({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ORDER_MS),
  });

/**
 * Has services replay letters. Those of whom a request cannot carry where they go on begin anew at the next.
 * @param body as each of them takes it
 */
export const replayAt = async (
  services: readonly OperatedService[],
  body: object,
  places?: Places,
): Promise<FederationReplayed> => {
  const answers = await askEach<Told<ReplayedLetter> & { counts: ReplayCounts }, Asked>(
    services,
    places,
    body,
    ordered('/replay'),
  );
  const counts = answers.flatMap(({ answer }) => (answer.kind === 'told' ? [answer.told.counts] : []));
  return { ...gathered(answers, placesAfter(answers)), counts: countsTogether(counts) };
};

/**
 * Has services dismiss letters, as `replayAt` has them replayed. The earliest moment of all is told: what was put until
 * then each of them has looked at.
 * @param body as each of them takes it
 */
export const dismissAt = async (
  services: readonly OperatedService[],
  body: object,
  places?: Places,
): Promise<FederationDismissal> => {
  const answers = await askEach<Told<Dismissed> & { count: number; until: string }, Asked>(
    services,
    places,
    body,
    ordered('/dismiss'),
  );
  const told = answers.flatMap(({ answer }) => (answer.kind === 'told' ? [answer.told] : []));
  return {
    ...gathered(answers, placesAfter(answers)),
    count: told.reduce((sum, { count }) => sum + count, 0),
    until: told.map(({ until }) => until).sort()[0] ?? null,
  };
};
