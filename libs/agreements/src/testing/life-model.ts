import type { DivisionCode } from '@huren/standard';

/** What the model knows of a version: no states, only who signed and when it holds, in hours. */
export type ModelVersion = {
  readonly emergency: boolean;
  phase: 'drafted' | 'proposed' | 'complete' | 'gone';
  from: number;
  to: number;
  readonly signers: { readonly party: DivisionCode; readonly person: string }[];
};

/**
 * What an agreement must do, said without a state machine: which version holds follows from the dates of those that
 * were signed.
 */
export class LifeModel {
  now = 0;
  /** Whoever suspended binds those under it, whatever another has done. */
  readonly suspendedBy = new Set<DivisionCode>();
  readonly versions: ModelVersion[] = [];

  private begun(at: number): ModelVersion[] {
    return this.versions.filter(({ phase, from }) => phase === 'complete' && from <= at);
  }

  /** What both parties agreed to and is in date: the last ordinary version that has begun. */
  private groundAt(at: number): ModelVersion | undefined {
    const last = this.begun(at).findLast(({ emergency }) => !emergency);
    return last && last.to > at ? last : undefined;
  }

  /** Whether an emergency version has lost what it lay over: once something was agreed, and an hour later nothing. */
  private isGroundless({ emergency, from }: ModelVersion, at: number): boolean {
    const ends = this.versions.map(({ to }) => to).filter((to) => to > from && to <= at);
    return emergency && ends.some((end) => this.groundAt(end - 1) && !this.groundAt(end));
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

  /** Whether a version may still come to hold, or does. */
  isLive(version: ModelVersion): boolean {
    if (version.phase !== 'complete' || version.to <= this.now) return false;
    if (this.isGroundless(version, this.now)) return false;
    const begun = this.begun(this.now);
    const last = begun.findLast(({ emergency }) => !emergency);
    return version.from > this.now || !last || this.versions.indexOf(version) >= this.versions.indexOf(last);
  }

  get live(): ModelVersion[] {
    return this.versions.filter((version) => this.isLive(version));
  }

  wait(hours: number): void {
    for (let hour = 0; hour < hours; hour += 1) {
      this.now += 1;
      if (!this.holding) this.suspendedBy.clear();
    }
  }

  /** Ends all that is signed. */
  endAt(until: number): void {
    for (const version of this.live) {
      if (version.from > this.now && version.from >= until) version.phase = 'gone';
      else version.to = Math.min(version.to, until);
    }
    if (!this.holding) this.suspendedBy.clear();
  }
}
