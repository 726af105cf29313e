import type { PersonFact, Sql } from '@huren/events';
import type { CodeRef, DivisionCode, ReasonKind, RiskLevel } from '@huren/standard';
import type { DeclaredFact } from '../declarations/declared-facts.ts';
import type { CodeRow } from './code-store.ts';
import { reasonKey } from './gather-reasons.ts';
import type { Known, Stay } from './gather-reasons.ts';
import type { HeldIsolations } from './isolations.ts';

const ms = (column: string): string => `extract(epoch from ${column}) * 1000`;

/** Everything of everybody in one question: on a morning on which rules change it is asked of every holder. */
const KNOWN = `select given.code_ref,
  (select declared_at from health_declaration h where h.code_ref = given.code_ref) as health_declared_at,
  (select jsonb_agg(jsonb_build_array(fact, ${ms('declared_at')}, tenths) order by fact)
     from declared_fact d where d.code_ref = given.code_ref) as declared,
  exists (select from itinerary i where i.code_ref = given.code_ref) as has_itinerary,
  (select jsonb_agg(jsonb_build_array(to_char(left_on, 'YYYY-MM-DD'), division, country, level) order by left_on, place)
     from stay s left join region_level using (division) where s.code_ref = given.code_ref) as stays,
  (select facts from subject_facts f where f.subject = given.subject) as facts,
  (select jsonb_agg(jsonb_build_array(kind, stated_by, ${ms('filed_at')}) order by filed_at)
     from correction c where c.code_ref = given.code_ref and state = 'upheld') as set_aside,
  (select jsonb_agg(jsonb_build_array(rule, ${ms('since')})) from isolation b where b.code_ref = given.code_ref) as begun,
  array(select at from check_in k where k.code_ref = given.code_ref order by day) as check_ins
  from unnest($1::text[], $2::text[]) as given (code_ref, subject)`;

type KnownRow = {
  readonly code_ref: CodeRef;
  readonly health_declared_at: Date | null;
  readonly declared: [DeclaredFact['fact'], number, number | null][] | null;
  readonly has_itinerary: boolean;
  readonly stays: [string, DivisionCode | null, string | null, RiskLevel | null][] | null;
  readonly facts: PersonFact[] | null;
  /** The latest of each kind last. */
  readonly set_aside: [ReasonKind, DivisionCode, number][] | null;
  readonly begun: [rule: string, since: number][] | null;
  readonly check_ins: Date[];
};

const stayOf = ([leftOn, division, country]: NonNullable<KnownRow['stays']>[number]): Stay => ({
  leftOn,
  ...(division ? { division } : {}),
  ...(country ? { country } : {}),
});

const knownIn = (row: KnownRow, code: CodeRow): Known => {
  const stays = row.stays ?? [];
  const levels = new Map(stays.map(([, division, , level]) => [division, level]));
  return {
    issuer: code.issuer,
    appliedAt: code.applied_at,
    healthDeclaredAt: row.health_declared_at,
    declared: (row.declared ?? []).map(([fact, at, tenths]) => ({ fact, declaredAt: new Date(at), tenths })),
    itinerary: row.has_itinerary ? { stays: stays.map(stayOf) } : null,
    facts: code.facts_asked ? (row.facts ?? []) : null,
    levelOf: (division) => levels.get(division) ?? 'low',
    setAside: new Map(
      (row.set_aside ?? []).map(([kind, statedBy, at]) => [reasonKey(kind, statedBy), new Date(at)]),
    ),
  };
};

const heldIn = ({ begun, check_ins }: KnownRow): HeldIsolations => ({
  begun: (begun ?? []).map(([rule, since]) => ({ rule, since })),
  checkIns: check_ins,
});

/** A code with everything that is known of its holder. */
export type KnownCode = { readonly code: CodeRow; readonly known: Known; readonly held: HeldIsolations };

/** Everything known of the holders of codes, in their order. */
export const knownOf = async (sql: Sql, codes: readonly CodeRow[]): Promise<KnownCode[]> => {
  const rows = await sql.query<KnownRow>(KNOWN, [
    codes.map(({ code_ref }) => code_ref),
    codes.map(({ subject }) => subject),
  ]);
  const byRef = new Map(rows.map((row) => [row.code_ref, row]));
  return codes.flatMap((code) => {
    const row = byRef.get(code.code_ref);
    return row ? [{ code, known: knownIn(row, code), held: heldIn(row) }] : [];
  });
};
