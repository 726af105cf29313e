import { ROUTE_STATES, route, routeChange, standing } from '@huren/events';
import { instant } from '@huren/standard';
import { z } from 'zod';

const told = { standing, next: routeChange.nullable() };

/** A route that is followed, and all that was told of it, the newest last. */
export const routeSubscription = z
  .strictObject({
    subscriptionId: z.uuid(),
    state: z.enum(ROUTE_STATES),
    route,
    revision: z.int().positive(),
    ...told,
    told: z.array(z.strictObject({ revision: z.int().positive(), at: instant, ...told })),
  })
  .meta({ id: 'RouteSubscription' });
