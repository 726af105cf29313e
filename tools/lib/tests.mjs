/** The libraries without framework, clock, network or database; they owe coverage. */
export const PURE = ['standard', 'crypto', 'rules', 'dialects', 'recognition', 'agreements'];

/** Specs that play thousands of random cases, or all that was founded: Node itself runs them, and no mutant waits for them. */
export const MANY_CASES = '(laws|oracle|brute-force|\\.model)\\.spec\\.ts$';
