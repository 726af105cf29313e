import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { OperationsModule } from '../operations/operations.module.ts';
import type { Operations } from '../operations/operations.ts';

/** A service's own module with what every service has. */
@Module({})
export class ServiceModule {
  static of(own: DynamicModule, operations: Operations): DynamicModule {
    return { module: ServiceModule, imports: [own, OperationsModule.register(operations)] };
  }
}
