import type { DivisionCode } from '@huren/standard';

/** What the model knows of a version: no states, only who signed and when it holds, in hours. */
export type ModelVersion = {
  readonly emergency: boolean;
  readonly parties: readonly DivisionCode[];
  phase: 'drafted' | 'proposed' | 'complete' | 'gone';
  from: number;
  to: number;
  /** Whether it had begun when somebody left: then it was there, were it for no time at all. */
  hadBegun: boolean;
  readonly signers: { readonly party: DivisionCode; readonly person: string }[];
  /** How many notices had been given before it was agreed to: they do not concern it. */
  after: number;
  /** The ordinary versions that it was laid over. */
  restsOn: readonly ModelVersion[];
};

type Notice = { readonly party: DivisionCode; readonly until: number };

/**
 * What an agreement must do, said without a state machine: which version holds, and for whom, follows from the dates of
 * those that were signed and from the notices of those that leave.
 */
export class LifeModel {
  now = 0;
  /** Whoever suspended binds those under it, whatever another has done. */
  readonly suspendedBy = new Set<DivisionCode>();
  readonly versions: ModelVersion[] = [];
  private readonly notices: Notice[] = [];

  /** The earliest of a party's notices that concern a version. */
  private noticeOf({ after }: ModelVersion, party: DivisionCode): number {
    return this.notices
      .slice(after)
      .reduce(
        (earliest, notice) => (notice.party === party ? Math.min(earliest, notice.until) : earliest),
        Infinity,
      );
  }

  /** By when a party leaves a version that goes on for others. Two do not leave each other: theirs ends. */
  leftAt(version: ModelVersion, party: DivisionCode): number {
    return version.parties.length > 2 ? this.noticeOf(version, party) : Infinity;
  }

  /** A version is over once fewer than two of its parties are left. */
  private endWithout(version: ModelVersion): void {
    const left = version.parties.map((party) => this.noticeOf(version, party)).sort((a, b) => b - a);
    version.to = Math.min(version.to, left[1] ?? Infinity);
  }

  private begun(at: number): ModelVersion[] {
    return this.versions.filter(
      ({ phase, from, to, hadBegun }) => phase === 'complete' && from <= at && (to > from || hadBegun),
    );
  }

  /** What all parties agreed to and is in date: the last ordinary version that has begun. */
  private groundAt(at: number): ModelVersion | undefined {
    const last = this.begun(at).findLast(({ emergency }) => !emergency);
    return last && last.to > at ? last : undefined;
  }

  /** Whether something was in date up to an hour, or came and went with it. */
  private wasGround(end: number): boolean {
    const last = this.begun(end).findLast(({ emergency }) => !emergency);
    return this.groundAt(end - 1) !== undefined || last?.from === end;
  }

  /** Whether an emergency version has lost what it lay over: once something was agreed, and an hour later nothing. */
  private isGroundless({ emergency, from, restsOn }: ModelVersion, at: number): boolean {
    if (!emergency) return false;
    if (restsOn.length > 0 && !this.groundAt(from)) return true;
    return this.versions.some((each) => {
      const end = each.to;
      return end > from && end <= at && this.wasGround(end) && !this.groundAt(end);
    });
  }

  /** The newest version in date that rests on something, and none older than the last ordinary one that has begun. */
  holdingAt(at: number): ModelVersion | undefined {
    const begun = this.begun(at);
    const last = begun.findLastIndex(({ emergency }) => !emergency);
    const counted = begun.slice(Math.max(0, last));
    return counted.findLast((each) => each.to > at && !this.isGroundless(each, at));
  }

  get holding(): ModelVersion | undefined {
    return this.holdingAt(this.now);
  }

  /** For whom something holds. */
  get bound(): DivisionCode[] {
    const { holding } = this;
    return holding?.parties.filter((party) => this.leftAt(holding, party) > this.now) ?? [];
  }

  /** Whether a version may still come to hold, or does. */
  isLive(version: ModelVersion): boolean {
    if (version.phase !== 'complete') return false;
    if (version.to <= Math.max(this.now, version.from)) return false;
    if (this.isGroundless(version, this.now)) return false;
    const begun = this.begun(this.now);
    const last = begun.findLast(({ emergency }) => !emergency);
    return version.from > this.now || !last || this.versions.indexOf(version) >= this.versions.indexOf(last);
  }

  get live(): ModelVersion[] {
    return this.versions.filter((version) => this.isLive(version));
  }

  /** Who must be asked about a version, as a party to what is signed; about an ordinary one none who has left by then. */
  mustBeAsked({ emergency, from }: Pick<ModelVersion, 'emergency' | 'from'>): DivisionCode[] {
    return this.live.flatMap((version) =>
      version.parties.filter((party) => emergency || this.leftAt(version, party) > from),
    );
  }

  /** The ordinary versions in date while an emergency version would be, if one is in date now. */
  under({ emergency, to }: ModelVersion): ModelVersion[] {
    if (!emergency || !this.groundAt(this.now)) return [];
    return this.live.filter((version) => !version.emergency && version.from < to);
  }

  /** The last signature: an emergency version holds now, for whom what is under it holds, as long as for the same ones. */
  complete(version: ModelVersion): void {
    const under = this.under(version);
    const [first] = under;
    const leave = (each: ModelVersion): string =>
      each.parties
        .map((party) => `${party} ${this.leftAt(each, party)}`)
        .filter((one) => !one.endsWith('Infinity'))
        .join();
    const other = under.find((each) => first && leave(each) !== leave(first));
    version.phase = 'complete';
    version.after = first && first.parties.length > 2 ? first.after : this.notices.length;
    if (!version.emergency) return;
    this.endWithout(version);
    version.from = this.now;
    version.to = Math.min(version.to, other?.from ?? Infinity);
    version.restsOn = under.filter((each) => each.from < version.to);
  }

  wait(hours: number): void {
    for (let hour = 0; hour < hours; hour += 1) {
      this.now += 1;
      this.settle();
    }
  }

  /** A party leaves all that is signed. */
  leave(party: DivisionCode, until: number): void {
    this.notices.push({ party, until });
    for (const version of this.versions.filter(({ phase }) => phase === 'complete')) {
      version.hadBegun ||= version.from <= this.now && version.to > version.from;
      this.endWithout(version);
    }
    this.settle();
  }

  /** A suspension passes on to what a party to it signed. */
  settle(): void {
    for (const party of this.suspendedBy)
      if (!this.holding?.parties.includes(party)) this.suspendedBy.delete(party);
  }
}
