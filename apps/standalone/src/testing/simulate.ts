import type { OutcomeKind } from '@huren/agreements';
import type { SimulationReport } from '@huren/hub';
import type { Decision } from '@huren/recognition';
import { DAY_MS } from '@huren/standard';
import { expect } from '@jest/globals';
import type { Code, World } from '../demo/world.ts';
import { send } from './send.ts';
import { until } from './until.ts';

export type View = { state: string; digest: string; report: SimulationReport };

/** Simulations as whoever asks a hub for them has them. */
export const simulationsAt = (hubUrl: () => string) => {
  const url = (path = '') => `${hubUrl()}/v1/simulations${path}`;
  const begin = async (body: object, headers: Record<string, string> = {}): Promise<string> => {
    const { status, body: begun } = await send(url(), 'POST', body, headers);
    expect([status, begun]).toEqual([202, { simulationId: expect.any(String) as unknown }]);
    return String(begun['simulationId']);
  };
  const find = async (id: string): Promise<View> =>
    (await send(url(`/${id}`), 'GET', undefined)).body as View;
  const simulate = async (body: object): Promise<View> => {
    const id = await begin(body);
    return until(
      () => find(id),
      ({ state }) => state !== 'waiting' && state !== 'running',
    );
  };
  return { url, begin, find, simulate };
};

/** A decision as simulations tell it. */
export const kindOf = ({ result, colour, measure, measureUntil, fault, at }: Decision): OutcomeKind => ({
  result,
  colour: colour ?? null,
  measure: measure ?? null,
  days: measureUntil === null ? null : Math.ceil((Date.parse(measureUntil) - Date.parse(at)) / DAY_MS),
  fault: fault ?? null,
});

/** What each decision among the examples of a report would be, by its id. */
export const toldBy = ({ recorded }: SimulationReport): Map<string, OutcomeKind> =>
  new Map(
    recorded.changes.flatMap(({ to, examples }) =>
      examples.map(({ decisionId }) => [decisionId, to] as const),
    ),
  );

/** A code that was shown, where, and what was decided. */
export type Asked = { readonly code: Code; readonly destination: string; readonly decision: Decision };

/** Has each of some codes recognised at each of some places. */
export const decisionsAbout = (
  world: World,
  codes: readonly Code[],
  destinations: readonly string[],
): Promise<Asked[]> =>
  Promise.all(
    codes.flatMap((code) =>
      destinations.map(async (destination) => {
        const decision = await world.recognise(await world.show(code), destination);
        return { code, destination, decision };
      }),
    ),
  );
