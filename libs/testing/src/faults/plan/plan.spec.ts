import { describe, expect, it } from '@jest/globals';
import { checksOf } from '../report.ts';
import type { Struck } from '../report.ts';
import { PLACES, serversOf } from '../world/places.ts';
import { chanceOf } from './chance.ts';
import { TURNS, faultGroups, nameOf } from './faults.ts';
import { fewestFaults, planOf } from './plan.ts';

const struckBy = (plan: ReturnType<typeof planOf>): Struck[] =>
  plan.map(({ fault }) => ({ ...nameOf(fault), heldSeconds: 1, recoverySeconds: 1 }));

const isOfEveryKind = (faults: readonly Struck[]): boolean | undefined =>
  checksOf(faults, {}, [], {}).find(({ name }) => name === 'every kind of fault')?.ok;

describe('a plan of faults', () => {
  it('cuts each pair of a place and a server that it needs, and the hub from each service that it asks', () => {
    const pairs = PLACES.flatMap((place) => serversOf(place).map((server) => `${place.name} ↔ ${server}`));
    const asked = ['risk', 'issuer-a-1', 'issuer-a-2', 'issuer-b'].map((name) => `a hub ↔ ${name}`);
    const cut = planOf(chanceOf(7), fewestFaults()).flatMap(({ fault }) =>
      fault.kind === 'cut' ? [nameOf(fault).target.replace(/^hub-[12] ↔ (?=risk|issuer)/, 'a hub ↔ ')] : [],
    );
    expect(cut.toSorted()).toEqual([...pairs, ...asked].toSorted());
  });

  it('cuts each replica of the hub from each service, over the turns in every way', () => {
    const cuts = TURNS.flatMap((turn) => faultGroups(turn).flat()).flatMap((fault) =>
      fault.kind === 'cut' && fault.place === 'hub-2' && fault.server === 'issuer-b' ? [fault.how] : [],
    );
    expect(cuts.toSorted()).toEqual(['forgotten', 'reset', 'silent']);
  });

  it('has every kind of fault; as many of one kind alone have not', () => {
    const plan = planOf(chanceOf(7), fewestFaults());
    expect(isOfEveryKind(struckBy(plan))).toBe(true);
    expect(isOfEveryKind(struckBy(plan).slice(1))).toBe(false);
    expect(isOfEveryKind(struckBy(planOf(chanceOf(7), fewestFaults(), /kill/)))).toBe(false);
  });
});

describe('a run', () => {
  it('says little where there were few writes of a kind', () => {
    const kinds = ['apply', 'fact', 'withdraw', 'level', 'recognise', 'hand-in', 'arrive'];
    const enough = Object.fromEntries(kinds.map((kind) => [`acknowledged: ${kind}`, 20]));
    const ok = (writes: Record<string, number>) =>
      checksOf([], writes, [], {}).find(({ name }) => name === 'every kind of write')?.ok;
    expect(ok(enough)).toBe(true);
    for (const kind of kinds) expect(ok({ ...enough, [`acknowledged: ${kind}`]: 19 })).toBe(false);
  });

  it('is no good one where much was refused, or a process ended again and again', () => {
    const ok = (name: string, refused: number, ended: number) =>
      checksOf([], { acknowledged: 1000, refused }, [], { 'hub-1': ended }).find((one) => one.name === name)
        ?.ok;
    expect([10, 11].map((refused) => ok('hardly anything refused', refused, 0))).toEqual([true, false]);
    expect([2, 3].map((ended) => ok('no process crashes again and again', 0, ended))).toEqual([true, false]);
  });
});
