import { holding, isLive, stepped, withVersions } from './life.ts';
import type { Life, VersionLife } from './life.ts';

type Due = { readonly at: number; readonly end: boolean; readonly version: VersionLife };

const dueOf = (version: VersionLife): Due[] => [
  ...(version.state === 'signed' ? [{ at: Date.parse(version.validFrom), end: false, version }] : []),
  ...(isLive(version) && version.validTo !== null
    ? [{ at: Date.parse(version.validTo), end: true, version }]
    : []),
];

/** What time alone will do, in order; at one instant what begins goes before what ends, and a suspension passes on. */
const agenda = (life: Life): Due[] =>
  life.flatMap(dueOf).sort((a, b) => a.at - b.at || Number(a.end) - Number(b.end));

/** The next instant at which time alone changes something; undefined where there is none. */
export const nextTimer = (life: Life): Date | undefined => {
  const [first] = agenda(life);
  return first && new Date(first.at);
};

/** A version that is suspended by whoever had suspended another, and is a party to it as well. */
const suspendedAs = (version: VersionLife, other: VersionLife): VersionLife => {
  const suspendedBy = other.suspendedBy.filter((party) => version.parties.includes(party));
  return suspendedBy.length === 0 ? version : stepped(version, 'suspend', { suspendedBy });
};

/** What ends with a version: itself, and with an ordinary one every emergency version, which rests on it. */
const endingWith = (life: Life, version: VersionLife): VersionLife[] => [
  version,
  ...life.filter((other) => version.lane === 'ordinary' && other.lane === 'emergency' && isLive(other)),
];

/** A version over. What lay below it comes to hold, suspended by whoever had suspended the other. */
export const ended = (life: Life, version: VersionLife, validTo = version.validTo): Life => {
  const over = endingWith(life, version).map((each) => stepped(each, 'end', { validTo, suspendedBy: [] }));
  const without = withVersions(life, ...over);
  const below = without.findLast(({ state }) => state === 'overlaid');
  if (!below || holding(without)) return without;
  return withVersions(without, suspendedAs(stepped(below, 'surface'), version));
};

const amend = (version: VersionLife, by: VersionLife): VersionLife =>
  stepped(version, 'amend', { validTo: by.validFrom, suspendedBy: [] });

/** An ordinary version takes the place of every older one, for good; whoever has suspended has suspended it too. */
const superseding = (life: Life, version: VersionLife): Life => {
  const older = life.filter((other) => other.version < version.version && isLive(other));
  const cleared = withVersions(life, ...older.map((each) => amend(each, version)));
  if (holding(cleared)) return withVersions(cleared, stepped(version, 'overlay'));
  const effective = stepped(version, 'take_effect');
  const suspended = older.find(({ state }) => state === 'suspended');
  return withVersions(cleared, suspended ? suspendedAs(effective, suspended) : effective);
};

/** An emergency version lies over what holds, until it ends or the ordinary version under it does. */
const overlaying = (life: Life, version: VersionLife): Life => {
  const top = holding(life);
  const below = top ? withVersions(life, stepped(top, 'overlay')) : life;
  return withVersions(below, stepped(version, 'take_effect'));
};

const happened = (life: Life, { end, version }: Due): Life => {
  if (end) return ended(life, version);
  return version.lane === 'ordinary' ? superseding(life, version) : overlaying(life, version);
};

/**
 * A life as time alone has made it by an instant: versions take effect, are amended and end by their dates, in the
 * order of these. The same whether it is looked at often or once.
 */
export const advance = (life: Life, at: Date): Life => {
  const [first] = agenda(life);
  return first && first.at <= at.getTime() ? advance(happened(life, first), at) : life;
};
