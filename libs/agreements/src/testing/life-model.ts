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
  suspendedBy: DivisionCode | undefined;
  readonly versions: ModelVersion[] = [];

  private begun(at: number): ModelVersion[] {
    return this.versions.filter(({ phase, from }) => phase === 'complete' && from <= at);
  }

  /** The newest version in date, and none older than the last ordinary one that has begun. */
  holdingAt(at: number): ModelVersion | undefined {
    const begun = this.begun(at);
    const last = begun.findLastIndex(({ emergency }) => !emergency);
    return begun.slice(Math.max(0, last)).findLast(({ to }) => to > at);
  }

  get holding(): ModelVersion | undefined {
    return this.holdingAt(this.now);
  }

  /** Whether a version may still come to hold, or does. */
  isLive(version: ModelVersion): boolean {
    if (version.phase !== 'complete' || version.to <= this.now) return false;
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
      if (!this.holding) this.suspendedBy = undefined;
    }
  }

  /** Ends all that is signed. */
  endAt(until: number): void {
    for (const version of this.live) {
      if (version.from > this.now && version.from >= until) version.phase = 'gone';
      else version.to = Math.min(version.to, until);
    }
    if (!this.holding) this.suspendedBy = undefined;
  }
}
