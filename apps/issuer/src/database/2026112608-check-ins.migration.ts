import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What speaks against a holder by their own word, each with when it was last declared.
  `create table declared_fact (
     code_ref text not null references code,
     fact text not null,
     declared_at timestamptz not null,
     tenths integer,
     primary key (code_ref, fact)
   )`,
  `insert into declared_fact (code_ref, fact, declared_at)
     select code_ref, 'contact.close', contact_declared_at from health_declaration
      where contact_declared_at is not null
     union all
     select code_ref, 'symptom.' || symptom, declared_at
       from health_declaration, jsonb_array_elements_text(answers -> 'symptoms') as symptom`,
  `insert into declared_fact (code_ref, fact, declared_at, tenths)
     select code_ref, 'temperature', declared_at, (answers ->> 'temperatureTenths')::integer
       from health_declaration where (answers ->> 'temperatureTenths')::integer >= 373`,
  'alter table health_declaration drop column contact_declared_at',
  // The first health declaration of each day in China.
  `create table check_in (
     code_ref text not null references code,
     day date not null,
     at timestamptz not null,
     primary key (code_ref, day)
   )`,
  `insert into check_in (code_ref, day, at)
     select code_ref, (declared_at at time zone 'Asia/Shanghai')::date, declared_at from health_declaration`,
  // That a rule asked for an isolation, counted from a fact: check-ins end it, not time alone.
  `create table isolation (
     code_ref text not null references code,
     rule text not null,
     since timestamptz not null,
     primary key (code_ref, rule, since)
   )`,
];

/** Check-ins, the isolations that they end, and what holders declared of themselves until it is lifted. */
export class CheckIns2026112608 implements MigrationInterface {
  name = 'CheckIns2026112608';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table health_declaration add column contact_declared_at timestamptz');
    await runner.query(`update health_declaration set contact_declared_at = declared_fact.declared_at
      from declared_fact
      where declared_fact.code_ref = health_declaration.code_ref and declared_fact.fact = 'contact.close'`);
    await runner.query('drop table isolation, check_in, declared_fact');
  }
}
