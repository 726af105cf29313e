import type { INestApplication, INestMicroservice } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { BusServer } from './bus-server.ts';
import { RethrowFilter } from './rethrow-filter.ts';

/**
 * Puts a bus server under an application, so that its handlers' errors reach the delivery policy
 * unchanged. Call it before `app.init()`; `app.startAllMicroservices()` subscribes, `app.close()` stops.
 */
export const connectBus = (app: INestApplication, server: BusServer): INestMicroservice => {
  const microservice = app.connectMicroservice<MicroserviceOptions>(
    { strategy: server },
    { inheritAppConfig: false, deferInitialization: true },
  );
  microservice.useGlobalFilters(new RethrowFilter());
  return microservice;
};
