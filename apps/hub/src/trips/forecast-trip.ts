import type { RouteChange, Sql } from '@huren/events';
import type { Decision } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { IssuerCode, Scheme } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { decideAll } from '../recognition/recognise.ts';
import type { Request } from '../recognition/recognise.ts';
import { changesBetween, outlookAt } from '../routes/outlook.ts';
import { ruledClauses } from '../routes/ruled-clauses.ts';
import type { LegDto } from './trips.dto.ts';

type Origin = { readonly issuer: IssuerCode; readonly scheme: Scheme };

/** What holds on the way to a leg, and at it. */
const routeTo = (
  origin: Origin,
  { destination, purpose, mode, arriveAt }: LegDto,
  { knowledge, clock }: HubContext,
) => {
  const route = { ...origin, destination, purpose, mode };
  const [clauses, at] = [ruledClauses(knowledge.agreements(), knowledge.ruleSets()), new Date(arriveAt)];
  const changes = changesBetween(clauses, route, clock.now(), at);
  return { ...outlookAt(clauses, route, at), changes };
};

const toldLeg = ({ destination, arriveAt, purpose, mode }: LegDto) => ({
  destination,
  arriveAt: chinaTime(new Date(arriveAt)),
  purpose,
  mode,
});

/** A change that comes before a stay has ended. */
const during = <C extends { readonly at: string }>(change: C | null, leaveAt: string): C | null =>
  change && Date.parse(change.at) < Date.parse(leaveAt) ? change : null;

/** What changes first while somebody stays, of what is known of the leg. */
const stayAt = (
  { leaveAt }: LegDto,
  route: { readonly next: RouteChange | null } | undefined,
  forecast?: Pick<Decision, 'next'>,
) => {
  if (leaveAt === undefined) return {};
  const clause = route && { clause: during(route.next, leaveAt) };
  const answer = forecast && { answer: during(forecast.next ?? null, leaveAt) };
  return { stay: { until: chinaTime(new Date(leaveAt)), ...clause, ...answer } };
};

/** What agreements and rule sets say of a trip with codes of an issuer. */
export const routeTrip = (origin: Origin, legs: readonly LegDto[], context: HubContext) =>
  legs.map((leg) => {
    const route = routeTo(origin, leg, context);
    return { ...toldLeg(leg), route, ...stayAt(leg, route) };
  });

const withoutId = ({ decisionId: _none, ...forecast }: Decision) => forecast;

/**
 * What would be decided of a code at each leg, were it and all that is known to stay as they are: only time goes on. Ages
 * of data are those of now. Keeps nothing.
 */
export const forecastTrip = async (
  sql: Sql,
  identified: Request['identified'],
  legs: readonly LegDto[],
  context: HubContext,
) => {
  const asked = legs.map(({ destination, purpose, mode, arriveAt }): Request => {
    return { identified, destination, purpose, mode, at: new Date(arriveAt) };
  });
  const decided = await decideAll(sql, asked, context, context.records.find);
  return legs.flatMap((leg, at) => {
    const one = decided[at];
    if (!one) return [];
    const route = one.record && routeTo(one.record, leg, context);
    const forecast = withoutId(one.kept.decision);
    return { ...toldLeg(leg), ...(route && { route }), forecast, ...stayAt(leg, route, forecast) };
  });
};
