import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HealthController, READINESS } from '@huren/platform';
import { PersonFactsController } from './person-facts/person-facts.controller.ts';
import { RegionsController } from './regions/regions.controller.ts';
import { RISK_CONTEXT } from './risk-context.ts';
import type { RiskContext } from './risk-context.ts';

/** County risk levels and person facts, their history, and their events. */
@Module({})
export class RiskModule {
  static register(context: RiskContext): DynamicModule {
    const checks = { database: async () => (await context.database.sql.query('select 1')).length === 1 };
    return {
      module: RiskModule,
      controllers: [RegionsController, PersonFactsController, HealthController],
      providers: [
        { provide: RISK_CONTEXT, useValue: context },
        { provide: READINESS, useValue: checks },
      ],
    };
  }
}
