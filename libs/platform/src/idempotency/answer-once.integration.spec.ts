import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, keyedDigestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { ProblemException, problem } from '../errors/problem.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { FreshDatabase } from '../testing/fresh-database.ts';
import { answerOnce, pruneIdempotencyKeys, replaceAnswers } from './answer-once.ts';
import type { Answer, WriteRequest } from './answer-once.ts';
import { idempotencySchema } from './schema.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.sql.query('create table note (id bigint generated always as identity, text text)');
});
afterAll(() => database.drop());
beforeEach(() => database.sql.query('truncate note, idempotency_key'));

const digestKey = new Uint8Array(32).fill(7);

const request: WriteRequest = { key: 'k-1', route: 'POST /v1/notes', body: { text: 'a' }, digestKey };

const write = async (tx: Sql): Promise<Answer> => {
  const [note] = await tx.query<{ id: string }>(`insert into note (text) values ('a') returning id`);
  return { status: 201, body: { id: note?.id, z: 1, a: 2 } };
};

const once = (given: WriteRequest = request, work = write): Promise<Answer> =>
  answerOnce(database.transactions, given, work);

const notes = async (): Promise<number> => (await database.sql.query('select 1 from note')).length;

describe('a write with an Idempotency-Key', () => {
  it('is done once and gives its first answer again, to the byte', async () => {
    const [first, second] = [await once(), await once()];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await notes()).toBe(1);
  });

  it('is done once when it comes many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => once()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await notes()).toBe(1);
  });

  it('is refused with another body under the same key, and changes nothing', async () => {
    await once();
    const refused = { problem: { status: 422, code: 'idempotency_key_reused' } };
    await expect(once({ ...request, body: { text: 'b' } })).rejects.toMatchObject(refused);
    expect(await notes()).toBe(1);
  });

  it('takes the order of fields for nothing', async () => {
    const first = await once({ ...request, body: { a: 1, b: 2 } });
    expect(await once({ ...request, body: { b: 2, a: 1 } })).toEqual(first);
  });

  it('is another write at another address', async () => {
    await once();
    await once({ ...request, route: 'POST /v1/others' });
    expect(await notes()).toBe(2);
  });

  it('can be sent again after a fault: neither work nor key is kept', async () => {
    const crash = async (tx: Sql): Promise<Answer> => {
      await write(tx);
      throw new Error('crash');
    };
    await expect(once(request, crash)).rejects.toThrow('crash');
    expect(await notes()).toBe(0);
    expect(await once()).toMatchObject({ status: 201 });
  });

  it('can be sent again after a refusal, which keeps nothing', async () => {
    const refuse = async (tx: Sql): Promise<Answer> => {
      await write(tx);
      throw new ProblemException(problem(409, 'already_there'));
    };
    await expect(once(request, refuse)).rejects.toMatchObject({ problem: { code: 'already_there' } });
    expect(await notes()).toBe(0);
    expect(await once()).toMatchObject({ status: 201 });
  });

  it.each([['with space'], [''], ['x'.repeat(201)], ['键']])('refuses the key "%s"', async (key) => {
    const refused = { problem: { status: 400, errors: [{ pointer: '/Idempotency-Key' }] } };
    await expect(once({ ...request, key })).rejects.toMatchObject(refused);
    expect(await notes()).toBe(0);
  });

  it('leaves of its body nothing by which somebody without the key could find it out', async () => {
    await once();
    const [kept] = await database.sql.query<{ body_digest: string }>(
      'select body_digest from idempotency_key',
    );
    expect(kept?.body_digest).toBe(keyedDigestOf(digestKey, request.body));
    expect(kept?.body_digest).not.toContain(digestOf(request.body).split(':')[1]);
    const [own, other] = [digestKey, new Uint8Array(32)].map((key) => keyedDigestOf(key, request.body));
    expect(own).not.toBe(other);
  });

  it('is found by the decisions of its answer, also where they were not kept beside it yet', async () => {
    const decide = async (): Promise<Answer> => ({
      status: 200,
      body: { decisions: [{ decisionId: 'd-1' }, { decisionId: 'd-2' }] },
    });
    const batch = { ...request, route: 'POST /v1/recognitions/batch' };
    await once(batch, decide);
    await once(request, decide);
    await database.sql.query('alter table idempotency_key drop decisions');
    await database.sql.query(idempotencySchema.repeat(2));
    await replaceAnswers(database.sql, new Map([['d-2', problem(410, 'decision_erased')]]));
    await expect(once(batch)).rejects.toMatchObject({ problem: { status: 410, code: 'decision_erased' } });
    expect(await once()).toMatchObject({ status: 200 });
  });

  it('is simply done without a key', async () => {
    await once({ ...request, key: undefined });
    await once({ ...request, key: undefined });
    expect(await notes()).toBe(2);
  });

  it('is forgotten after some days', async () => {
    await once();
    await database.sql.query(`update idempotency_key set at = at - interval '8 days'`);
    await pruneIdempotencyKeys(database.sql, 7);
    await once();
    expect(await notes()).toBe(2);
  });
});
