import { readsOf } from '@huren/agreements';
import type { Leaving, Terms, VersionLife } from '@huren/agreements';
import { compileRuleSet } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { versionIn } from './instrument-file.ts';
import type { InstrumentFile, StoredAct } from './instrument-file.ts';

type VersionView<T extends Terms> = Omit<
  VersionLife,
  'parties' | 'signers' | 'suspendedBy' | 'leaving' | 'restsOn'
> & {
  readonly parties: VersionLife['parties'][number][];
  readonly suspendedBy: VersionLife['suspendedBy'][number][];
  readonly leaving: Leaving[];
  readonly restsOn: number[];
  readonly signers: VersionLife['signers'][number][];
  readonly terms: T;
  readonly findings: { severity: 'error' | 'warning'; code: string; path: string; message: string }[];
  readonly revision: number;
};

/** A file as it is answered: every version with its terms, every act with its signatures. */
export type FileView<T extends Terms> = Pick<InstrumentFile, 'kind' | 'id'> & {
  readonly serial: number;
  readonly versions: VersionView<T>[];
  readonly acts: (Omit<StoredAct, 'signatures'> & {
    readonly signatures: StoredAct['signatures'][number][];
  })[];
};

/** @typeParam T the terms of the file's kind */
export const viewOf = <T extends Terms>(file: InstrumentFile): FileView<T> => ({
  kind: file.kind,
  id: file.id,
  serial: file.acts.length,
  versions: file.life.map((life) => {
    const { terms, findings, revision } = versionIn(file, life.version).stored;
    const { parties, signers, suspendedBy, leaving = [], restsOn = [] } = life;
    return {
      ...life,
      parties: [...parties],
      suspendedBy: [...suspendedBy],
      leaving: [...leaving],
      restsOn: [...restsOn],
      signers: signers.map(({ party, person }) => ({ party, person })),
      terms: terms as T,
      findings: [...findings],
      revision,
    };
  }),
  acts: file.acts.map((act) => ({ ...act, signatures: [...act.signatures] })),
});

/** What each rule of a version reads; nothing of a draft that could not be decided by. */
const readsIn = (terms: RuleSet): { rule: string; paths: string[] }[] => {
  const admission = compileRuleSet(terms);
  if (!admission.ok) return [];
  return readsOf(admission.compiled).map(({ rule, paths }) => ({ rule, paths: [...paths] }));
};

/** The file of a rule set as it is answered. */
export const ruleSetViewOf = (file: InstrumentFile) => {
  const view = viewOf<RuleSet>(file);
  return {
    ...view,
    versions: view.versions.map((version) => ({ ...version, reads: readsIn(version.terms) })),
  };
};
