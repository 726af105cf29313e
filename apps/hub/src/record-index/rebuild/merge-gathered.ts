import type { CodeEvent, Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { holdRebuild } from './rebuild-store.ts';

type Written = { state: CodeEvent; added: boolean };

export type MergedBatch = { readonly last: CodeRef | undefined; readonly written: readonly Written[] };

// Rows of this generation or later were written while the topic was gathered: they are right.
const MERGE = `
  with batch as (
    select code_ref, version, state from code_record_gathered
     where generation = $1 and code_ref > $2 and state is not null order by code_ref limit $3
  ), wrong as (
    select b.code_ref, b.version, b.state, r.code_ref is null as added,
           case when b.state ? 'erased' then null else b.state end as record
      from batch b left join code_record r using (code_ref)
     where r.code_ref is null or (r.generation < $1 and (r.version, r.record) is distinct from
             (b.version, case when b.state ? 'erased' then null else b.state end))
  ), written as (
    insert into code_record (code_ref, issuer, scheme, subject, version, record, generation)
    select code_ref, split_part(code_ref, '.', 1), record ->> 'scheme', record ->> 'subject', version, record, $1
      from wrong order by code_ref
    on conflict (code_ref) do update
      set scheme = excluded.scheme, subject = excluded.subject, version = excluded.version,
          record = excluded.record, generation = excluded.generation
      where code_record.generation < excluded.generation
    returning code_ref
  )
  select (select max(code_ref) from batch) as last,
         coalesce((select json_agg(json_build_object('state', w.state, 'added', w.added))
                     from wrong w join written using (code_ref)), '[]') as written`;

/** Puts right the next rows of the index by what was gathered, in the order of their references. @throws RebuildBrokenOff */
export const mergeBatch = async (
  tx: Sql,
  generation: number,
  after: string,
  limit: number,
): Promise<MergedBatch> => {
  await holdRebuild(tx, generation);
  const [row] = await tx.query<{ last: CodeRef | null; written: Written[] }>(MERGE, [
    generation,
    after,
    limit,
  ]);
  return { last: row?.last ?? undefined, written: row?.written ?? [] };
};

const REMOVE = `
  with page as (
    select code_ref from code_record where code_ref > $2 order by code_ref limit $3
  ), gone as (
    delete from code_record r using page where r.code_ref = page.code_ref and r.generation < $1
       and not exists (select from code_record_gathered g where g.generation = $1 and g.code_ref = r.code_ref)
    returning r.code_ref
  )
  select (select max(code_ref) from page) as last, array(select code_ref from gone) as gone`;

export type RemovedPage = { readonly last: CodeRef | undefined; readonly gone: readonly CodeRef[] };

/** Takes out of the next rows of the index what the topic does not have. @throws RebuildBrokenOff */
export const removeOthers = async (
  tx: Sql,
  generation: number,
  after: string,
  limit: number,
): Promise<RemovedPage> => {
  await holdRebuild(tx, generation);
  const params = [generation, after, limit];
  const [row] = await tx.query<{ last: CodeRef | null; gone: CodeRef[] }>(REMOVE, params);
  return { last: row?.last ?? undefined, gone: row?.gone ?? [] };
};
