import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import type { Agreement, RuleSet } from '@huren/recognition';
import { publicReport } from './public-report.ts';
import type { PublicReport } from './public-report.ts';
import type { SimulationReport } from './simulation.ts';

/** The report of a finished simulation by its digest; undefined: there is none. */
export const simulationOf = async (sql: Sql, digest: string): Promise<SimulationReport | undefined> => {
  const [row] = await sql.query<{ report: SimulationReport }>(
    'select report from simulation where digest = $1 limit 1',
    [digest],
  );
  return row?.report;
};

/** The digest by which a simulation names a document: of all of it but the simulation that it names itself. */
export const draftDigest = (document: Agreement | RuleSet): string => {
  const { simulation: _named, ...draft } = document;
  return digestOf(draft);
};

/** The report of a simulation that something in the register names, for everybody; undefined: there is none. */
export const publishedSimulation = async (sql: Sql, digest: string): Promise<PublicReport | undefined> => {
  const rows = await sql.query(
    `select 1 from register_entry
      where kind in ('agreement', 'rule_set')
        and coalesce(data -> 'agreement', data -> 'ruleSet') ->> 'simulation' = $1 limit 1`,
    [digest],
  );
  const report = rows.length > 0 ? await simulationOf(sql, digest) : undefined;
  const told = report && publicReport(report);
  // Digests were of reports with their examples, and with small counts, once.
  return told && digestOf(told) === digest ? told : undefined;
};

/**
 * Why a simulation does not show what a document does: it is not of it, it looked at nobody, or it tried the document
 * together with another.
 */
export type SimulationDoubt = 'foreign_simulation' | 'empty_simulation' | 'joint_simulation';

/** What is to be said against the simulation that a document names; undefined: nothing, or it names none. */
export const doubtOfSimulation = async (
  sql: Sql,
  document: Agreement | RuleSet,
): Promise<SimulationDoubt | undefined> => {
  if (document.simulation === undefined) return undefined;
  const report = await simulationOf(sql, document.simulation);
  const tried = Object.values(report?.draft ?? {}).filter((digest) => digest !== null);
  if (!report || !tried.includes(draftDigest(document))) return 'foreign_simulation';
  if (report.recorded.examined + (report.population?.examined ?? 0) === 0) return 'empty_simulation';
  return tried.length > 1 ? 'joint_simulation' : undefined;
};
