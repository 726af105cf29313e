import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version is suspended by as many parties as have suspended it: what named one of them, or none, is a list. */
export class Suspensions2026112822 implements MigrationInterface {
  name = 'Suspensions2026112822';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      each(`case jsonb_typeof(v -> 'suspendedBy') when 'array' then v -> 'suspendedBy'
                 when 'string' then jsonb_build_array(v -> 'suspendedBy') else '[]' end`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(each(`coalesce(v -> 'suspendedBy' -> 0, 'null')`));
  }
}

/** @param suspendedBy of a version `v` */
const each = (suspendedBy: string): string =>
  `update instrument set life =
     (select jsonb_agg(jsonb_set(v, '{suspendedBy}', ${suspendedBy}) order by place)
        from jsonb_array_elements(life) with ordinality as version (v, place))
    where life <> '[]'`;
