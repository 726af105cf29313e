import { BaseRpcContext } from '@nestjs/microservices';
import type { BusEvent, Message } from '../port/event.ts';

/**
 * What `@Ctx()` gives an `@EventPattern` handler beside the `@Payload()`: the message, and a signal that
 * the process stops. Nest passes the context only to a parameter that is marked so.
 */
export class BusContext extends BaseRpcContext<[Message, AbortSignal]> {
  get message(): Message {
    return this.args[0];
  }

  get event(): BusEvent {
    return this.message.event;
  }

  get signal(): AbortSignal {
    return this.args[1];
  }
}
