import type { Route } from '@huren/events';
import { decide, riskLevels } from '@huren/recognition';
import type { AgreementIndex, PresentedCode, RuleSetIndex } from '@huren/recognition';
import { REASON_KINDS, chinaTime } from '@huren/standard';

/** By which clause a plain green code is decided about on a route, and why it is not recognised; undefined: by none. */
export const decidedOn = (
  { issuer, scheme, ...entry }: Route,
  at: Date,
  known: { readonly agreements: AgreementIndex; readonly ruleSets: RuleSetIndex },
) => {
  const dates = { issuedAt: '2020-01-01T00:00:00+08:00', validUntil: '2100-01-01T00:00:00+08:00' };
  const presented: PresentedCode = {
    kind: 'record',
    record: { issuer, scheme, colour: 'green', covers: [...REASON_KINDS], reasons: [], version: 1, ...dates },
    ...{ verified: 'mac', observedAt: chinaTime(at), ageSeconds: 0 },
  };
  const { result, fault, basis } = decide(
    { decisionId: 'd', at: chinaTime(at), ...entry, presented },
    { ...known, levels: riskLevels([], '1'), riskAgeSeconds: 0, pathOf: () => 2, meanings: () => undefined },
  );
  const { agreement } = basis;
  return agreement ? { ...agreement, fault: result === 'recognised' ? undefined : fault } : undefined;
};
