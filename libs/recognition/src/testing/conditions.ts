import fc from 'fast-check';
import { OCCURRENCE_NAMES, isReliefPath } from '../fact-document.ts';

/** CertLogic as it stands in a rule. */
export type Expression = string | number | boolean | Expression[] | { [operator: string]: Expression };

const names = [...OCCURRENCE_NAMES];
export const ADVERSE_NAMES = names.filter((name) => !isReliefPath(`facts.${name}`));
const RELIEVING_NAMES = names.filter((name) => isReliefPath(`facts.${name}`));

const days = fc.integer({ min: 0, max: 31 });
const variable = (path: string): Expression => ({ var: `facts.${path}` });
const or = (a: Expression, b: Expression): Expression => ({ if: [a, true, b] });

/** That an occurrence of a name lies less than so many days or hours back. */
const recent = (name: fc.Arbitrary<string>): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.tuple(name, days).map(([of, most]): Expression => ({ '<': [variable(`${of}.days`), most] })),
    fc.tuple(name, days).map(([of, most]): Expression => ({ '<=': [variable(`${of}.hours`), most * 24] })),
    fc.tuple(name, days).map(([of, most]): Expression => ({ '>': [most, variable(`${of}.days`)] })),
    name.map((of): Expression => variable(`${of}.present`)),
  );

const hot: fc.Arbitrary<Expression> = fc
  .integer({ min: 365, max: 385 })
  .map((least): Expression => ({ '>=': [variable('temperature.tenths'), least] }));

const unrelieved: fc.Arbitrary<Expression> = recent(fc.constantFrom(...RELIEVING_NAMES)).map(
  (relief): Expression => ({
    '!': [relief],
  }),
);

/** A condition that more, or more recent, adverse facts can only make true, and relief only false. */
export const monotone: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    recent(fc.constantFrom(...ADVERSE_NAMES)),
    hot,
    fc.tuple(tie('any'), tie('any')).map(([a, b]): Expression => or(a, b)),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((all): Expression => ({ and: all })),
    fc.tuple(tie('any'), unrelieved).map((all): Expression => ({ and: all })),
    tie('any').map((of): Expression => ({ '!': [{ '!': [of] }] })),
  ),
})).any;

/** A condition of any kind, many of which are refused at admission. */
export const wild: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    recent(fc.constantFrom(...names)),
    hot,
    fc.constantFrom<Expression>(true, false, 0, 1, ''),
    fc.constant(variable('temperature.tenths')),
    fc.constant<Expression>({ '===': [{ var: 'purpose' }, 'entry'] }),
    tie('any').map((of): Expression => ({ '!': [of] })),
    fc.tuple(tie('any'), fc.boolean()).map((both): Expression => ({ '===': both })),
    fc.tuple(tie('any'), tie('any'), tie('any')).map((three): Expression => ({ if: three })),
    fc.tuple(tie('any'), tie('any')).map((all): Expression => ({ and: all })),
  ),
})).any;

/** A condition that does not hold without an occurrence. */
export const needing = (name: string): fc.Arbitrary<Expression> =>
  fc.tuple(recent(fc.constant(name)), monotone).map((all): Expression => ({ and: all }));
