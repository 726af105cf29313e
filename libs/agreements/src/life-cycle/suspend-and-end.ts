import { chinaTime } from '@huren/standard';
import type { ActOf } from './acts.ts';
import { ended } from './advance.ts';
import { byTwo, ofParty, refuse, versionOf, withGrounds } from './guards.ts';
import { isLive, stepped, withVersions } from './life.ts';
import type { Life, LifeTerms, VersionLife } from './life.ts';

/** The version that holds, without the emergency versions over it. */
const uncovered = (life: Life, version: VersionLife, at: Date): Life => {
  const over = life.findLast((other) => other.version > version.version && other.state === 'in_force');
  return version.state === 'overlaid' && over ? uncoveredBelow(life, version, over, at) : life;
};

const uncoveredBelow = (life: Life, version: VersionLife, over: VersionLife, at: Date): Life => {
  const without = ended(life, over, chinaTime(at));
  return uncovered(without, versionOf(without, version.version), at);
};

/** A suspension; it ends what was laid over the version in an emergency. @throws RefusedAct */
export const suspend = (life: Life, { version, signer, grounds }: ActOf<'suspend'>, at: Date): Life => {
  ofParty(versionOf(life, version), signer.party);
  withGrounds(grounds);
  const top = uncovered(life, versionOf(life, version), at);
  return withVersions(top, stepped(versionOf(top, version), 'suspend', { suspendedBy: signer.party }));
};

/** The end of a suspension, by whoever suspended. @throws RefusedAct */
export const resume = (life: Life, { version, signer }: ActOf<'resume'>): Life => {
  const known = versionOf(life, version);
  ofParty(known, signer.party);
  const resumed = stepped(known, 'resume', { suspendedBy: null });
  if (known.suspendedBy !== signer.party) {
    refuse('not_who_suspended', `${known.suspendedBy ?? 'nobody'} suspended it, not ${signer.party}`);
  }
  return withVersions(life, resumed);
};

/** Ends by an instant everything that is signed: what begins before it is over then, what begins later never begins. */
const endedBy = (life: Life, until: Date): Life => {
  const to = until.getTime();
  const begins = ({ state, validFrom }: VersionLife): boolean =>
    state !== 'signed' || Date.parse(validFrom) < to;
  const earlier = ({ validTo }: VersionLife): boolean => validTo !== null && Date.parse(validTo) <= to;
  const cut = life
    .filter((version) => isLive(version) && begins(version) && !earlier(version))
    .map((version) => ({ ...version, validTo: chinaTime(until) }));
  const never = life
    .filter((version) => version.state === 'signed' && !begins(version))
    .map((version) => stepped(version, 'end'));
  return withVersions(life, ...cut, ...never);
};

const checkLive = (life: Life, number: number): VersionLife => {
  const version = versionOf(life, number);
  if (!isLive(version)) stepped(version, 'end');
  return version;
};

/** A party's notice: agreement or rule set end then, whatever their versions. @throws RefusedAct */
export const giveNotice = (
  life: Life,
  { version, signer, until }: ActOf<'give_notice'>,
  at: Date,
  { noticeMs }: LifeTerms,
): Life => {
  ofParty(checkLive(life, version), signer.party);
  if (Date.parse(until) < at.getTime() + noticeMs) {
    refuse('notice_too_short', `notice is given ${noticeMs / 86_400_000} days before the end`);
  }
  return endedBy(life, new Date(until));
};

/** The end at once, by two people of one party, with grounds. @throws RefusedAct */
export const endInEmergency = (
  life: Life,
  { version, signers: [first, second], grounds }: ActOf<'end_in_emergency'>,
  at: Date,
): Life => {
  ofParty(checkLive(life, version), first.party);
  byTwo(first, second);
  withGrounds(grounds);
  return endedBy(life, at);
};
