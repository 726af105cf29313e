import { refuse } from '@huren/platform';
import type { FederationLetters, OperatedService } from './federation-letters.ts';
import { placesText } from './federation-places.ts';

/** What operators are told of an answer of services. */
export type View<T> = Omit<T, 'unknownConsumer' | 'places'> & { readonly next: string | null };

/** @throws ProblemException where none of them has the consumer */
export const viewOf = <T extends FederationLetters<unknown>>({
  unknownConsumer,
  places,
  ...told
}: T): View<T> =>
  unknownConsumer
    ? refuse(422, 'unknown_consumer', 'consumer', 'is no consumer of these services')
    : { ...told, next: placesText(places) };

/** Fields of a request as the services take them. */
export const asQuery = (given: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** Those that are meant: of one name, or all. @throws ProblemException where there is none */
export const namedOf = (
  all: readonly OperatedService[],
  service: string | undefined,
): readonly OperatedService[] => {
  const named = all.filter(({ name }) => service === undefined || name === service);
  const names = all.map(({ name }) => name).join(', ');
  return named.length > 0 ? named : refuse(422, 'unknown_service', 'service', `is none of ${names}`);
};
