import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { ActOf } from './acts.ts';
import { ended } from './advance.ts';
import { byTwo, ofBound, ofParty, refuse, versionOf, withGrounds } from './guards.ts';
import { leave } from './leave.ts';
import { holding, isLive, stepped, withVersions } from './life.ts';
import type { Life, LifeTerms } from './life.ts';

/** A life in which a version is not overlaid: the emergency versions over it are ended. */
const uncovered = (life: Life, number: number, at: Date): Life => {
  const over = holding(life);
  if (versionOf(life, number).state !== 'overlaid' || !over) return life;
  return uncovered(ended(life, over, chinaTime(at)), number, at);
};

/** A suspension, beside those by other parties; it ends what was laid over the version in an emergency. @throws RefusedAct */
export const suspend = (
  life: Life,
  { version: number, signer: { party }, grounds }: ActOf<'suspend'>,
  at: Date,
): Life => {
  ofBound(versionOf(life, number), party, at);
  withGrounds(grounds);
  const top = uncovered(life, number, at);
  const version = versionOf(top, number);
  const { suspendedBy } = version;
  if (suspendedBy.includes(party)) refuse('illegal_transition', `${party} has suspended it already`);
  return withVersions(top, stepped(version, 'suspend', { suspendedBy: [...suspendedBy, party] }));
};

/** The end of a suspension, by whoever suspended; it goes on while another party has suspended. @throws RefusedAct */
export const resume = (life: Life, { version, signer: { party } }: ActOf<'resume'>): Life => {
  const known = versionOf(life, version);
  ofParty(known, party);
  const resumed = stepped(known, 'resume', { suspendedBy: [] });
  const { suspendedBy } = known;
  if (!suspendedBy.includes(party)) {
    refuse('not_who_suspended', `${suspendedBy.join(', ')} suspended it, not ${party}`);
  }
  const left = suspendedBy.filter((other) => other !== party);
  return withVersions(life, left.length > 0 ? { ...known, suspendedBy: left } : resumed);
};

const checkLive = (life: Life, number: number, party: DivisionCode, at: Date): void => {
  const version = versionOf(life, number);
  if (!isLive(version)) stepped(version, 'end');
  ofBound(version, party, at);
};

/** A party's notice: it leaves agreement or rule set then, whatever their versions. @throws RefusedAct */
export const giveNotice = (
  life: Life,
  { version, signer, until }: ActOf<'give_notice'>,
  at: Date,
  { noticeMs }: LifeTerms,
): Life => {
  checkLive(life, version, signer.party, at);
  if (Date.parse(until) < at.getTime() + noticeMs) {
    refuse('notice_too_short', `notice is given ${noticeMs / 86_400_000} days before the end`);
  }
  return leave(life, signer.party, new Date(until));
};

/** The end at once for a party, by two of its people, with grounds. @throws RefusedAct */
export const endInEmergency = (
  life: Life,
  { version, signers: [first, second], grounds }: ActOf<'end_in_emergency'>,
  at: Date,
): Life => {
  checkLive(life, version, first.party, at);
  byTwo(first, second);
  withGrounds(grounds);
  return leave(life, first.party, at);
};
