import { digestOf } from '@huren/crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

type Json = Record<string, unknown>;
type Row = { decision_id: string; question: Json; used: Json & { later?: Json[] } };

const BATCH = 500;

const KINDS = [
  ['agreement', 'agreement'],
  ['ruleSet', 'rule_set'],
] as const;

const STANDING = `select decision_id, question, used from decision
  where erased_at is null and decision_id > $1 order by decision_id limit ${BATCH}`;

/** Gives a stage of what was used the digests of its documents, and keeps these. */
const pin = async (runner: QueryRunner, stage: Json): Promise<Json> => {
  const pinned = { ...stage };
  for (const [field, kind] of KINDS) {
    const content = stage[field] ?? null;
    pinned[field] = content && digestOf(content);
    if (content)
      await runner.query(
        'insert into artefact (digest, kind, content) values ($1, $2, $3) on conflict do nothing',
        [pinned[field], kind, JSON.stringify(content)],
      );
  }
  return pinned;
};

const pinAll = async (runner: QueryRunner): Promise<void> => {
  let rows: Row[] = [];
  do {
    rows = (await runner.query(STANDING, [rows.at(-1)?.decision_id ?? ''])) as Row[];
    for (const { decision_id, question, used } of rows) {
      const { facts: _derived, later, ...rest } = used;
      const stages = [];
      for (const stage of later ?? []) stages.push(await pin(runner, stage));
      const pinned = { ...(await pin(runner, rest)), ...(later ? { later: stages } : {}) };
      await runner.query('update decision set used = $2 where decision_id = $1', [
        decision_id,
        JSON.stringify({ question, used: pinned }),
      ]);
    }
  } while (rows.length === BATCH);
};

const contentOf = (stage: string, field: string): string =>
  `'${field}', (select content from artefact where digest = ${stage} ->> '${field}')`;
const filled = (stage: string): string =>
  `${stage} || jsonb_build_object(${contentOf(stage, 'agreement')}, ${contentOf(stage, 'ruleSet')})`;

/** A decision names the engine that made it, and what it used is pinned by digest. */
export class PinnedByDigest2026112814 implements MigrationInterface {
  name = 'PinnedByDigest2026112814';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table artefact (digest text primary key, kind text not null, content jsonb not null)',
    );
    await runner.query('alter table decision add column engine text');
    await runner.query(`update decision set engine = body::jsonb ->> 'engine' where body is not null`);
    await pinAll(runner);
    await runner.query('alter table decision drop column question');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table decision add column question jsonb');
    await runner.query(
      `update decision set question = used -> 'question', used = used -> 'used' where used is not null`,
    );
    await runner.query(`update decision set used = ${filled('used')} || jsonb_build_object('facts', '[]'::jsonb)
      where used is not null`);
    await runner.query(`update decision set used = jsonb_set(used, '{later}', (
        select coalesce(jsonb_agg(${filled('stage')} order by place), '[]')
          from jsonb_array_elements(used -> 'later') with ordinality as t (stage, place)))
      where used ? 'later'`);
    await runner.query('alter table decision drop column engine');
    await runner.query('drop table artefact');
  }
}
