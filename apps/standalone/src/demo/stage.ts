import type { IssuerCode } from '@huren/standard';
import type { Federation } from '../federation.ts';
import { hidingOutcomes } from './hiding-outcomes.ts';

/** A federation on which stories are played, in one process or in many. */
export type Stage = {
  /** Where to reach each; of several replicas another one each time. */
  hubUrl(): string;
  riskUrl(): string;
  issuerUrl(issuer: IssuerCode): string;
  /** Goes on from a later moment; what time alone changes has then happened. */
  moveTo(instant: Date): Promise<void>;
  /** Resolves when nothing moves any more. */
  settle(): Promise<void>;
  /** What the domain clock shows. */
  now(): Date;
  /** From now on nobody reaches the hub. */
  closeHub(): Promise<void>;
  openHub(): Promise<void>;
  /** Does something while the outcomes that are stored of decisions cannot be read. */
  hidingOutcomes<T>(decisionIds: readonly string[], work: () => Promise<T>): Promise<T>;
};

/** The whole federation in this process. */
export const stageOf = ({
  hub,
  risk,
  issuer,
  hubContext,
  issuerContext,
  clock,
  settle,
}: Federation): Stage => ({
  hubUrl: () => hub.url,
  riskUrl: () => risk.url,
  issuerUrl: () => issuer.url,
  moveTo: (instant) => clock.moveTo(instant),
  settle,
  now: () => clock.now(),
  closeHub: hub.closeListener,
  openHub: hub.openListener,
  hidingOutcomes: (decisionIds, work) =>
    hidingOutcomes([hubContext.database.sql, issuerContext.database.sql], decisionIds, work),
});
