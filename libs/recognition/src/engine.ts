import type { Decision } from './model/decision.ts';
import { accountOf } from './explanation/account-of.ts';

/** Changes whenever the same inputs could give other bytes. */
export const ENGINE_VERSION = '2';

/** What stands in both languages of an account is the last of each text, and can be taken off again. */
const withoutAccount = (decision: Decision): Decision['explanation'] => {
  const account = accountOf(decision);
  return {
    'zh-CN': decision.explanation['zh-CN'].slice(0, -account['zh-CN'].length || undefined),
    en: decision.explanation.en.slice(0, -account.en.length || undefined),
  };
};

/** Engine 1 answered the same, and gave no account of facts, ages and changes to come. */
const asOfFirst = (decision: Decision): Decision => {
  const { riskAgeSeconds: _age, facts: _facts, sufficient: _sets, ...basis } = decision.basis;
  const { next: _next, ...answer } = {
    ...decision,
    basis,
    explanation: withoutAccount(decision),
    engine: '1',
  };
  return answer;
};

/** A decision as an engine gave it that decided on the same: this one, or an earlier one. */
export const asOfEngine = (decision: Decision, engine: string): Decision =>
  engine === '1' ? asOfFirst(decision) : decision;
