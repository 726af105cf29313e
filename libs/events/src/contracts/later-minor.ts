import type { z } from 'zod';
import { ContractViolation, issuesOf } from './violation.ts';
import { dataschemaOf, type TopicContract } from './topic.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

const minorOf = (dataschema: string): number => Number(dataschema.slice(dataschema.lastIndexOf('.') + 1));

/** The schema's URI without its minor version. */
export const majorOf = (dataschema: string): string => dataschema.slice(0, dataschema.lastIndexOf('.'));

/** Whether data were written by a later minor version of the reader's own major one. */
export const isLaterMinor = (contract: TopicContract, dataschema: string): boolean => {
  const own = dataschemaOf(contract);
  return majorOf(dataschema) === majorOf(own) && minorOf(dataschema) > minorOf(own);
};

const surplusIn = (issue: Issue): Path[] | undefined => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...issue.path, key]);
  if (issue.code !== 'invalid_union') return undefined;
  const [fewest] = issue.errors
    .flatMap((alternative) => {
      const surplus = surplusOf(alternative);
      return surplus ? [surplus] : [];
    })
    .sort((a, b) => a.length - b.length);
  return fewest?.map((path) => [...issue.path, ...path]);
};

/** The fields that are not known, where nothing else is at fault. */
const surplusOf = (issues: readonly Issue[]): Path[] | undefined => {
  const each = issues.map(surplusIn);
  return each.every((surplus) => surplus !== undefined) ? each.flat() : undefined;
};

const without = (data: unknown, paths: readonly Path[]): unknown => {
  const copy = structuredClone(data);
  for (const path of paths) {
    const holder = path.slice(0, -1).reduce((node, part) => (node as Record<PropertyKey, unknown>)[part], copy);
    Reflect.deleteProperty(holder as object, path.at(-1) ?? '');
  }
  return copy;
};

/**
 * Data of a later minor version as this version reads them: without the fields that it does not know. A signed document
 * is taken whole or not at all: nobody signed it without them. @throws ContractViolation
 */
export const readLater = <Data>(contract: TopicContract<Data>, topic: string, data: unknown): Data => {
  const result = contract.schema.safeParse(data);
  if (result.success) return result.data;
  const surplus = surplusOf(result.error.issues);
  const isSigned = surplus?.some(([member]) => contract.signed?.includes(String(member)));
  if (!surplus || isSigned) throw new ContractViolation(topic, issuesOf(result.error));
  return readLater(contract, topic, without(data, surplus));
};
