/** The libraries without framework, clock, network or database; they owe coverage. */
export const PURE = ['standard', 'crypto', 'rules', 'dialects', 'recognition', 'agreements'];

/** Specs that play thousands of random cases: Node itself runs them, and no mutant waits for them. */
export const MANY_CASES = '(laws|oracle|brute-force)\\.spec\\.ts$';
