import { EventPattern } from '@nestjs/microservices';
import type { BusExtras } from './extras.ts';

/**
 * `@EventPattern` for a topic of the bus, with the extras typed. The handler takes `@Payload()` and
 * `@Ctx() context: BusContext` and answers `applied` (or nothing), `stale` or `duplicate`.
 */
export const Consumes = (topic: string, extras: BusExtras): MethodDecorator =>
  EventPattern<string>(topic, extras);
