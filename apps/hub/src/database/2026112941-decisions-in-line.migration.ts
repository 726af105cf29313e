import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A decision of more than two kilobytes, and its event, are kept as they are and not compressed first: for that PostgreSQL
 * took longer than for writing them, and spared next to nothing.
 */
export class DecisionsInLine2026112941 implements MigrationInterface {
  name = 'DecisionsInLine2026112941';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`alter table ${table} set (toast_tuple_target = 8160)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`alter table ${table} reset (toast_tuple_target)`);
  }
}

const TABLES = [...Array.from({ length: 8 }, (_, part) => `decision_${part}`), 'outbox'];
