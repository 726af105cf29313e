import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import type { Agreement, RuleSet } from '@huren/recognition';
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

/** Whether a document that names a simulation is the very draft that it tried; true where it names none. */
export const isOfItsSimulation = async (sql: Sql, document: Agreement | RuleSet): Promise<boolean> => {
  if (document.simulation === undefined) return true;
  const report = await simulationOf(sql, document.simulation);
  const digest = draftDigest(document);
  return report?.draft.agreement === digest || report?.draft.ruleSet === digest;
};
