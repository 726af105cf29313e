import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HealthController, KNOWLEDGE, KnowledgeConsumer, READINESS } from '@huren/platform';
import type { ReadinessChecks } from '@huren/platform';
import { ApplicationsController } from './applications/applications.controller.ts';
import { CodesController } from './codes/codes.controller.ts';
import { CorrectionsController } from './corrections/corrections.controller.ts';
import { DeclarationsController } from './declarations/declarations.controller.ts';
import { FactsConsumer } from './facts/facts.consumer.ts';
import { ISSUER_CONTEXT } from './issuer-context.ts';
import type { IssuerContext } from './issuer-context.ts';
import { LevelsConsumer } from './levels/levels.consumer.ts';
import { DecisionsController } from './recognitions/decisions.controller.ts';
import { RecognitionsController } from './recognitions/recognitions.controller.ts';
import { sharesConsumerFor } from './shares/shares.consumer.ts';

/** The seven interfaces of GB/T 38963 for the hosted issuers, and recognition without the hub. */
@Module({})
export class IssuerModule {
  static register(context: IssuerContext, checks: ReadinessChecks): DynamicModule {
    return {
      module: IssuerModule,
      controllers: [
        ApplicationsController,
        DeclarationsController,
        CodesController,
        CorrectionsController,
        RecognitionsController,
        DecisionsController,
        FactsConsumer,
        LevelsConsumer,
        KnowledgeConsumer,
        HealthController,
        ...[...context.hosted].map(sharesConsumerFor),
      ],
      providers: [
        { provide: ISSUER_CONTEXT, useValue: context },
        { provide: KNOWLEDGE, useValue: context.knowledge },
        { provide: READINESS, useValue: checks },
      ],
    };
  }
}
