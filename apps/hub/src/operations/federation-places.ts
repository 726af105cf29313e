import { refuse } from '@huren/platform';

/** Where each service goes on that may have more letters, as it said itself: `name`, a further replica `name~2`. Undefined: from the start. */
export type Places = ReadonlyMap<string, string | undefined>;

/** Stands in a text for the start. */
const START = '-';

const PLACE = /^([a-z][a-z0-9-]*(?:~\d+)?):([\w-]+)$/;

/** As requests and answers carry it; null: there is nowhere to go on. */
export const placesText = (places: Places): string | null =>
  places.size === 0 ? null : [...places].map(([service, after]) => `${service}:${after ?? START}`).join('.');

/** What a text stands for. @throws ProblemException that names `after` where it stands for none */
export const placesOf = (given: string | undefined): Places | undefined => {
  if (given === undefined) return undefined;
  const found = given.split('.').map((part) => PLACE.exec(part));
  if (found.includes(null)) return refuse(400, 'invalid_request', 'after', 'is not `next` of an answer');
  return new Map(found.map((match) => [String(match?.[1]), match?.[2] === START ? undefined : match?.[2]]));
};
