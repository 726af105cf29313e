import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import { SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** Codes of one issuer and scheme, at one destination, for one purpose, shown or converted. */
export const route = z.strictObject({
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  destination: divisionCode,
  purpose: z.enum(PURPOSES),
  mode: z.enum(RECOGNITION_MODES),
});
export type Route = z.infer<typeof route>;

/** The clause that holds on a route; null: none, so that nothing is recognised there. */
export const standing = z
  .strictObject({
    agreement: z.string(),
    version: z.int().positive(),
    clause: z.string(),
    /** Then it holds by its dates, and is suspended. */
    suspended: z.boolean(),
  })
  .nullable();
export type Standing = z.infer<typeof standing>;

/** The date at which another clause, or none, comes to hold. */
export const routeChange = z.strictObject({ at: instant, standing });
export type RouteChange = z.infer<typeof routeChange>;

export const ROUTE_STATES = ['followed', 'ended'] as const;

/** A route that somebody follows: what holds, and the date and clause that will change it, as far as is known. */
export const routeEvent = z.strictObject({
  subscriptionId: z.uuid(),
  /** Counts what was told of it. */
  revision: z.int().positive(),
  state: z.enum(ROUTE_STATES),
  route,
  standing,
  next: routeChange.nullable(),
});
export type RouteEvent = z.infer<typeof routeEvent>;

export const routeTopic: TopicContract<RouteEvent> = {
  name: 'huren.route.v1',
  version: '1.0',
  title: 'A route that is followed, with what holds on it and what will change it',
  key: 'subscriptionId',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: routeEvent,
  keyOf: (data) => data.subscriptionId,
  versionOf: (data) => data.revision,
};
