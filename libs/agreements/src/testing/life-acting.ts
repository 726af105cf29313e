import { expect } from '@jest/globals';
import type fc from 'fast-check';
import type { Act } from '../life-cycle/acts.ts';
import { advance } from '../life-cycle/advance.ts';
import { RefusedAct, holding } from '../life-cycle/life.ts';
import type { Life, LifeFault } from '../life-cycle/life.ts';
import { perform } from '../life-cycle/perform.ts';
import { LifeModel } from './life-model.ts';
import { atHour } from './life.ts';

export type Real = { life: Life };

const agrees = (model: LifeModel, { life }: Real): void => {
  const held = life.filter(({ state }) => state === 'in_force' || state === 'suspended');
  expect(held.length).toBeLessThanOrEqual(1);
  const expected = model.holding && model.versions.indexOf(model.holding) + 1;
  expect(holding(life)?.version).toBe(expected);
  expect(holding(life)?.suspendedBy ?? []).toEqual(expected ? [...model.suspendedBy] : []);
};

/** An act in the model: what speaks against it, each with its own fault, and what it does where nothing does. */
export type Expected = (model: LifeModel) => {
  readonly against: readonly (LifeFault | false | undefined)[];
  readonly effect: () => void;
};

export class Acting implements fc.Command<LifeModel, Real> {
  constructor(
    private readonly actOf: (model: LifeModel) => Act,
    private readonly expected: Expected,
  ) {}

  check(): boolean {
    return true;
  }

  run(model: LifeModel, real: Real): void {
    const act = this.actOf(model);
    const { against, effect } = this.expected(model);
    const faults = against.filter((fault) => !!fault);
    const before = JSON.stringify(real.life);
    try {
      real.life = perform(real.life, act, atHour(model.now));
      expect([act, faults]).toEqual([act, []]);
      effect();
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
      expect([act, faults]).toEqual([act, expect.arrayContaining([error.fault])]);
      expect(JSON.stringify(real.life)).toBe(before);
    }
    agrees(model, real);
  }

  toString(): string {
    return this.actOf(new LifeModel()).act;
  }
}

export class Waiting implements fc.Command<LifeModel, Real> {
  constructor(private readonly hours: number) {}

  check(): boolean {
    return true;
  }

  run(model: LifeModel, real: Real): void {
    const stepwise = Array.from({ length: this.hours }, (_, past) => atHour(model.now + past + 1)).reduce(
      advance,
      real.life,
    );
    model.wait(this.hours);
    real.life = advance(real.life, atHour(model.now));
    expect(real.life).toEqual(stepwise);
    agrees(model, real);
  }

  toString(): string {
    return `wait ${this.hours}`;
  }
}

/** A new version, proposed and signed by two, all at once. */
export class Agreeing implements fc.Command<LifeModel, Real> {
  constructor(private readonly steps: readonly Acting[]) {}

  check(): boolean {
    return true;
  }

  run(model: LifeModel, real: Real): void {
    for (const step of this.steps) step.run(model, real);
  }

  toString(): string {
    return 'agree';
  }
}
