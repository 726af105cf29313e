import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { HealthController, KNOWLEDGE, KnowledgeConsumer, READINESS } from '@huren/platform';
import type { ReadinessChecks } from '@huren/platform';
import { AgreementsController } from './agreements/agreements.controller.ts';
import { KeyEndsController } from './agreements/key-ends.controller.ts';
import { PartyKeysController } from './agreements/party-keys.controller.ts';
import { PublicationsController } from './agreements/publications.controller.ts';
import { RuleSetsController } from './agreements/rule-sets.controller.ts';
import { ArrivalsController } from './arrivals/arrivals.controller.ts';
import { CanaryConsumer } from './canary/canary.consumer.ts';
import { CanaryController } from './canary/canary.controller.ts';
import { DecisionsController } from './decisions/decisions.controller.ts';
import { DifferencesController } from './differences/differences.controller.ts';
import { HUB_CONTEXT } from './hub-context.ts';
import type { HubContext } from './hub-context.ts';
import { RecordsController } from './ingestion/records.controller.ts';
import { ManifestsController } from './manifests/manifests.controller.ts';
import { FederationDismissalsController } from './operations/federation-dismissals.controller.ts';
import { FederationLettersController } from './operations/federation-letters.controller.ts';
import { MembersController } from './members/members.controller.ts';
import { RECOGNISER, recogniserOf } from './recognition/recogniser.ts';
import { RecognitionController } from './recognition/recognition.controller.ts';
import { ReadModelsController } from './record-index/rebuild/read-models.controller.ts';
import { MatrixController } from './register/matrix.controller.ts';
import { RegisterConsumer } from './register/register.consumer.ts';
import { SIGNED_ANSWERS, signedAnswers } from './register/signed-answers.ts';
import { RegisterController } from './register/register.controller.ts';
import { RecordConsumer } from './record-index/record.consumer.ts';
import { RoutesController } from './routes/routes.controller.ts';
import { SimulationsController } from './simulations/simulations.controller.ts';
import { Simulations } from './simulations/simulations.ts';
import { TranslationsController } from './translation/translations.controller.ts';
import { TripsController } from './trips/trips.controller.ts';

/** Members, agreements, record index, recognition, manifests, arrivals, decisions. */
@Module({})
export class HubModule {
  static register(context: HubContext, checks: ReadinessChecks): DynamicModule {
    return {
      module: HubModule,
      controllers: [
        RecognitionController,
        TranslationsController,
        RecordsController,
        ManifestsController,
        ArrivalsController,
        DecisionsController,
        MembersController,
        AgreementsController,
        DifferencesController,
        SimulationsController,
        RuleSetsController,
        PublicationsController,
        PartyKeysController,
        KeyEndsController,
        RegisterController,
        MatrixController,
        RoutesController,
        TripsController,
        RegisterConsumer,
        CanaryController,
        CanaryConsumer,
        FederationLettersController,
        FederationDismissalsController,
        ReadModelsController,
        RecordConsumer,
        KnowledgeConsumer,
        HealthController,
      ],
      providers: [
        Simulations,
        { provide: HUB_CONTEXT, useValue: context },
        { provide: SIGNED_ANSWERS, useFactory: () => signedAnswers(() => context.keys.registrarKey) },
        { provide: RECOGNISER, useFactory: () => recogniserOf(context) },
        { provide: KNOWLEDGE, useValue: context.knowledge },
        { provide: READINESS, useValue: checks },
      ],
    };
  }
}
