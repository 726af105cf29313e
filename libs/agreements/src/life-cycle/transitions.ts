/** The states of a version of an agreement or a rule set. */
export const LIFE_STATES = [
  'draft',
  'proposed',
  /** By every party, and not yet in force. */
  'signed',
  'in_force',
  'suspended',
  /** In date, but under an emergency version, which ends by itself. */
  'overlaid',
  /** Its place was taken by a newer version. */
  'amended',
  'ended',
  'withdrawn',
] as const;
export type LifeState = (typeof LIFE_STATES)[number];

export const LIFE_STEPS = [
  'propose',
  'sign',
  'complete',
  'withdraw',
  'take_effect',
  'overlay',
  'surface',
  'amend',
  'suspend',
  'resume',
  'end',
] as const;
export type LifeStep = (typeof LIFE_STEPS)[number];

export type Transitions = Readonly<Record<LifeState, Readonly<Partial<Record<LifeStep, LifeState>>>>>;

/** The states of a version and what may become of each. */
export const TRANSITIONS: Transitions = {
  draft: { propose: 'proposed', withdraw: 'withdrawn' },
  proposed: { sign: 'proposed', complete: 'signed', withdraw: 'withdrawn' },
  signed: { take_effect: 'in_force', overlay: 'overlaid', end: 'ended' },
  in_force: { overlay: 'overlaid', amend: 'amended', suspend: 'suspended', end: 'ended' },
  suspended: { suspend: 'suspended', resume: 'in_force', amend: 'amended', end: 'ended' },
  overlaid: { surface: 'in_force', amend: 'amended', end: 'ended' },
  amended: {},
  ended: {},
  withdrawn: {},
};

/** The state after a step, or undefined where the step is not allowed. */
export const nextState = (state: LifeState, step: LifeStep): LifeState | undefined =>
  TRANSITIONS[state][step];

/** The states that steps lead to from a state, itself among them. */
const reachedFrom = (start: LifeState, table: Transitions): ReadonlySet<LifeState> => {
  const reached = new Set([start]);
  for (const state of reached) for (const next of Object.values(table[state])) reached.add(next);
  return reached;
};

/**
 * What is wrong with a transition table, in words: a state that no version comes to, one that leads to no end,
 * a step that is never taken, an end that is none. Looked at when a service starts.
 */
export const transitionFaults = (table: Transitions = TRANSITIONS): string[] => {
  const isEnd = (state: LifeState): boolean => Object.keys(table[state]).length === 0;
  const reached = reachedFrom('draft', table);
  const taken = new Set(LIFE_STATES.flatMap((state) => Object.keys(table[state])));
  return [
    ...LIFE_STATES.filter((state) => !reached.has(state)).map((state) => `no version comes to be ${state}`),
    ...LIFE_STATES.filter((state) => ![...reachedFrom(state, table)].some(isEnd)).map(
      (state) => `a version that is ${state} never ends`,
    ),
    ...LIFE_STEPS.filter((step) => !taken.has(step)).map((step) => `the step ${step} is never taken`),
    ...(['amended', 'ended', 'withdrawn'] as const)
      .filter((state) => !isEnd(state))
      .map((state) => `${state} is no end`),
  ];
};
