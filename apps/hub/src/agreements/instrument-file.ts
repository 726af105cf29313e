import { RefusedAct, advance, nextTimer, perform } from '@huren/agreements';
import type {
  Act,
  ActContent,
  Finding,
  InstrumentKind,
  Life,
  PublishedForm,
  Signature,
  Terms,
  VersionLife,
} from '@huren/agreements';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';

/** A version: its terms, what was found in them by when it was signed, and how it was last published. */
export type StoredVersion = {
  readonly version: number;
  readonly terms: Terms;
  readonly findings: readonly Finding[];
  /** Under which it was last published; 0: never. */
  readonly revision: number;
  readonly published: PublishedForm | null;
};

/** One act, whose place among the acts is its serial. */
export type StoredAct = {
  readonly serial: number;
  readonly version: number;
  readonly act: Act['act'];
  readonly by: DivisionCode;
  /** RFC 3339, by the domain clock. */
  readonly at: string;
  readonly content: ActContent | null;
  readonly signatures: readonly Signature[];
};

/** All that is kept of an agreement or a rule set. */
export type InstrumentFile = {
  readonly kind: InstrumentKind;
  readonly id: string;
  readonly life: Life;
  readonly versions: readonly StoredVersion[];
  readonly acts: readonly StoredAct[];
};

/** What is written down of an act beside what it does. */
export type Written = Pick<StoredAct, 'by' | 'content' | 'signatures'>;

export const UNSIGNED = { content: null, signatures: [] } as const;

export const emptyFile = (kind: InstrumentKind, id: string): InstrumentFile => ({
  kind,
  id,
  life: [],
  versions: [],
  acts: [],
});

/** No act is earlier than the one before it, whichever replica's clock it is by. */
const momentOf = ({ acts }: InstrumentFile, now: Date): Date =>
  new Date(Math.max(now.getTime(), Date.parse(acts.at(-1)?.at ?? '') || 0));

/** A file after an act. @throws RefusedAct */
export const acted = (file: InstrumentFile, act: Act, written: Written, now: Date): InstrumentFile => {
  const at = momentOf(file, now);
  const life = perform(file.life, act, at);
  const entry = {
    serial: file.acts.length,
    version: act.version,
    act: act.act,
    at: chinaTime(at),
    ...written,
  };
  return { ...file, life, acts: [...file.acts, entry] };
};

/** A file after its next version was drafted. @throws RefusedAct */
export const drafted = (
  file: InstrumentFile,
  terms: Terms,
  act: Extract<Act, { act: 'draft' }>,
  now: Date,
): InstrumentFile => {
  const [by] = act.parties;
  if (by === undefined) throw new RefusedAct('foreign_party', 'a version has a party');
  const next = acted(file, act, { by, ...UNSIGNED }, now);
  const version = { version: act.version, terms, findings: [], revision: 0, published: null };
  return { ...next, versions: [...file.versions, version] };
};

/** A file as time alone has made it. */
export const aged = (file: InstrumentFile, now: Date): InstrumentFile => ({
  ...file,
  life: advance(file.life, momentOf(file, now)),
});

export const dueAt = ({ life }: InstrumentFile): Date | null => nextTimer(life) ?? null;

export const withVersion = (file: InstrumentFile, changed: StoredVersion): InstrumentFile => ({
  ...file,
  versions: file.versions.map((one) => (one.version === changed.version ? changed : one)),
});

/** A version of a file with how far it has come. @throws RefusedAct */
export const versionIn = (
  { versions, life }: InstrumentFile,
  number: number,
): { readonly stored: StoredVersion; readonly state: VersionLife } => {
  const stored = versions.find(({ version }) => version === number);
  const state = life.find(({ version }) => version === number);
  if (stored && state) return { stored, state };
  throw new RefusedAct('unknown_version', `there is no version ${number}`);
};
