import { agendaOf } from './agenda.ts';
import { situationOf } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { comparison } from './comparison.ts';
import type { Disagreeing, Sets, Step } from './comparison.ts';
import type { Domain, Value } from './domain.ts';
import type { Situation } from './situation.ts';

/** Two rule sets that disagree in a situation; `said`: how much of it is out of the ordinary. */
export type Disagreement = Disagreeing & { readonly situation: Situation; readonly said: number };

/** `exhaustive`: every disagreement was met. `everyKind`: in each kind that there is, with its smallest situation. */
export type Search = {
  readonly exhaustive: boolean;
  readonly everyKind: boolean;
  /** Situations that were looked at: until all disagreements were found, and beyond them for their kinds. */
  readonly examined: { readonly own: number; readonly beyond: number };
};

/** How far a situation is from the plainest. */
const saidIn = ({ hours, tenths, uncovered, bareColour }: Situation): number =>
  hours.size + uncovered.size + Number(tenths > 0) + Number(bareColour);

/** A situation to look at. `isBeyond`: a disagreement was met with less said, and other kinds of it are looked for. */
type Point = { readonly given: Assignment; readonly situation: Situation; readonly isBeyond: boolean };

/** The values of a variable that are not said yet, one after the other. */
type Branch = { readonly from: Point; readonly step: Step; readonly values: IteratorObject<Value> };

/** Situations that are looked at for further kinds of what is known to disagree. */
const MOST_BEYOND = 10_000;

/**
 * Goes through everything that the rules of two rule sets can tell apart at an instant, from what is least out of the
 * ordinary on, and reports where they disagree, for as long as `report` answers that it wants to know more.
 * Of what both have, no more is looked at than can hide a disagreement, or make another kind of it that was not met
 * yet. More facts only make more rules hold, so the plainest situation shows a disagreement unless a shared rule holds
 * there already that others would lift.
 * @param limit situations that are looked at until all disagreements are found
 */
export const search = (
  sets: Sets,
  domain: Domain,
  at: Date,
  limit: number,
  report: (found: Disagreement) => boolean,
): Search => {
  const compare = comparison(sets, domain, at);
  const agenda = agendaOf<Point | Branch>();
  const met = new Set<string>();
  const examined = { own: 0, beyond: 0 };
  let isWanted = true;

  const put = (given: Assignment, isBeyond: boolean): void => {
    const situation = situationOf(domain.variables, given);
    if (situation) agenda.put(saidIn(situation), { given, situation, isBeyond });
  };

  const follow = (from: Point, { variable, ...step }: Step, said: number): void => {
    const values = variable.values.values();
    // Nothing more is said where it is as it stood: only who looks for other kinds looks at that later.
    if (!step.kinds) put(new Map(from.given).set(variable.id, values.next().value), from.isBeyond);
    agenda.put(said + step.more, { from, step: { variable, ...step }, values });
  };

  const branch = (task: Branch, said: number): void => {
    const { from, step, values } = task;
    if (from.isBeyond && examined.beyond > MOST_BEYOND) return;
    if (step.kinds?.every((kind) => met.has(kind))) return;
    const next = values.next();
    if (next.done) return;
    agenda.put(said, task);
    put(new Map(from.given).set(step.variable.id, next.value), from.isBeyond);
  };

  const visit = (point: Point): void => {
    const { change, step } = compare(point.given, point.situation);
    const said = saidIn(point.situation);
    if (change) {
      isWanted = report({ ...change, situation: point.situation, said });
      met.add(change.kind);
    }
    if (step) follow({ ...point, isBeyond: point.isBeyond || change !== undefined }, step, said);
  };

  put(new Map(), false);
  for (let next = agenda.take(); next && isWanted; next = agenda.take()) {
    const { task, said } = next;
    if ('step' in task) branch(task, said);
    else {
      const part = task.isBeyond ? 'beyond' : 'own';
      examined[part] += 1;
      if (examined.own > limit) break;
      if (!task.isBeyond || examined.beyond <= MOST_BEYOND) visit(task);
    }
  }
  const exhaustive = isWanted && examined.own <= limit;
  return { exhaustive, everyKind: exhaustive && examined.beyond <= MOST_BEYOND, examined };
};
