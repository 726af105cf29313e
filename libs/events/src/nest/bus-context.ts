import { BaseRpcContext } from '@nestjs/microservices';
import type { BusEvent, Message } from '../port/event.ts';

/** Second argument of an `@EventPattern` handler: the message, and a signal that the process stops. */
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
