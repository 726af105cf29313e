import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DeadLettersController } from './dead-letters.controller.ts';
import { DismissalsController } from './dismissals.controller.ts';
import { OPERATIONS } from './operations.ts';
import { TopicsController } from './topics.controller.ts';
import { WorkController } from '../work/work.controller.ts';
import type { Operations } from './operations.ts';

/** What every service offers its operators, under `/v1/admin`. */
@Module({})
export class OperationsModule {
  static register(operations: Operations): DynamicModule {
    return {
      module: OperationsModule,
      global: true,
      controllers: [DeadLettersController, DismissalsController, TopicsController, WorkController],
      providers: [{ provide: OPERATIONS, useValue: operations }],
      exports: [OPERATIONS],
    };
  }
}
