import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Consumes, regionTopic } from '@huren/events';
import type { Outcome, RegionEvent, Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { reassessEach } from '../assessment/reassess-each.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { LEVELS_GROUP } from '../unread/groups.ts';
import { lockLevel } from './lock-divisions.ts';

const BATCH = 200;

/** Keeps a level where none as new is known. Answers whether its version is now the newest: delivered again, it is. */
const keepLevel = async (tx: Sql, { division, version, level }: RegionEvent): Promise<boolean> => {
  await lockLevel(tx, division);
  await tx.query(
    `insert into region_level (division, version, level) values ($1, $2, $3)
     on conflict (division) do update set version = excluded.version, level = excluded.level
       where region_level.version < excluded.version`,
    [division, version, level],
  );
  const newest = await tx.query('select 1 from region_level where division = $1 and version = $2', [
    division,
    version,
  ]);
  return newest.length === 1;
};

/** Keeps the levels of divisions, and recolours the codes whose holders were there. */
@Controller()
export class LevelsConsumer {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  @Consumes(regionTopic.name, { group: LEVELS_GROUP, mode: 'shared' })
  async onLevel(@Payload() event: RegionEvent): Promise<Outcome> {
    const isNewest = await this.context.database.transactions.run((tx) => keepLevel(tx, event));
    if (!isNewest) return 'stale';
    await this.recolour(event.division);
    return 'applied';
  }

  /** In batches by reference: killed in between, the event is delivered again and nothing is missed. */
  private async recolour(division: string): Promise<void> {
    for (let after = ''; ;) {
      const codes = await this.context.database.sql.query<{ code_ref: CodeRef }>(
        'select distinct code_ref from stay where division = $1 and code_ref > $2 order by code_ref limit $3',
        [division, after, BATCH],
      );
      const codeRefs = codes.map(({ code_ref }) => code_ref);
      await this.context.database.transactions.run((tx) => reassessEach(tx, codeRefs, this.context));
      const last = codes.at(-1);
      if (!last || codes.length < BATCH) return;
      after = last.code_ref;
    }
  }
}
