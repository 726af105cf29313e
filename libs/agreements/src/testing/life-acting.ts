import { deepEqual, equal, ok } from 'node:assert/strict';
import type fc from 'fast-check';
import type { Act } from '../life-cycle/acts.ts';
import { advance } from '../life-cycle/advance.ts';
import { RefusedAct, hasLeft } from '../life-cycle/life.ts';
import type { Life, LifeFault } from '../life-cycle/life.ts';
import { perform } from '../life-cycle/perform.ts';
import { LifeModel } from './life-model.ts';
import type { ModelVersion } from './life-model.ts';
import { atHour } from './life.ts';

export type Real = { life: Life };

/** Hundreds of thousands of times: `expect` takes a stack with each, also of what holds. */
const agrees = (model: LifeModel, { life }: Real): void => {
  const held = life.filter(({ state }) => state === 'in_force' || state === 'suspended');
  ok(held.length <= 1);
  const [holds] = held;
  const numberOf = (version: ModelVersion): number => model.versions.indexOf(version) + 1;
  const { holding: expected } = model;
  equal(holds?.version, expected && numberOf(expected));
  deepEqual(holds?.suspendedBy ?? [], [...model.suspendedBy]);
  deepEqual(holds?.restsOn ?? [], expected?.restsOn.map(numberOf) ?? []);
  const bound = holds?.parties.filter((party) => !hasLeft(holds, party, atHour(model.now)));
  deepEqual(bound ?? [], model.bound);
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
      deepEqual([act, faults], [act, []]);
      effect();
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
      ok(faults.includes(error.fault), `${JSON.stringify(act)}: ${error.fault}, not ${faults.join(' or ')}`);
      equal(JSON.stringify(real.life), before);
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
    deepEqual(real.life, stepwise);
    agrees(model, real);
  }

  toString(): string {
    return `wait ${this.hours}`;
  }
}

/** New versions, proposed and signed by all that must, all at once. */
export class Agreeing implements fc.Command<LifeModel, Real> {
  constructor(
    private readonly drafts: readonly Acting[],
    private readonly agreed: (model: LifeModel) => readonly Acting[],
  ) {}

  check(): boolean {
    return true;
  }

  run(model: LifeModel, real: Real): void {
    for (const draft of this.drafts) draft.run(model, real);
    for (const step of this.agreed(model)) step.run(model, real);
  }

  toString(): string {
    return 'agree';
  }
}
