import { agreementTopic, appendToOutbox, draftOf, ruleSetTopic } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: Federation;

const agreement = foundingAgreements.find(({ clauses }) => clauses.length > 1) as Agreement;
const ruleSet = foundingRuleSets.find(({ id }) => id === '420000.domestic') as RuleSet;

const narrower: Agreement = {
  ...agreement,
  version: agreement.version + 1,
  clauses: agreement.clauses.slice(1),
};
const stricter: RuleSet = {
  ...ruleSet,
  version: ruleSet.version + 1,
  rules: ruleSet.rules.map((rule) =>
    rule.id === 'close-contact' ? { ...rule, then: { ...rule.then, colour: 'red' } } : rule,
  ),
};

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  const attributes = { source: '/tests', time: '2020-03-16T09:00:00+08:00' };
  await federation.hubContext.database.transactions.run((tx) =>
    appendToOutbox(tx, [
      draftOf(agreementTopic, { ...attributes, data: { revision: 1, agreement: narrower } }),
      draftOf(ruleSetTopic, { ...attributes, data: { revision: 1, state: 'in_force', ruleSet: stricter } }),
    ]),
  );
  await federation.settle();
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const ask = (path: string) => send(`${federation.hub.url}/v1/${path}`, 'GET', undefined);
const kindsOf = (body: Record<string, unknown>, field: string): unknown[] =>
  (body['changes'] as Record<string, unknown>[]).map((change) => change[field]);

describe('two versions that are published', () => {
  it('of an agreement differ in what the clause that is gone recognised, with an example of it', async () => {
    const { body } = await ask(`agreements/${agreement.id}/difference?from=1&to=2`);
    expect(body).toMatchObject({ id: agreement.id, from: 1, to: 2, exhaustive: true });
    expect(new Set(kindsOf(body, 'kind'))).toEqual(new Set(['newly_refused']));
    const { body: back } = await ask(`agreements/${agreement.id}/difference?from=2&to=1`);
    expect(new Set(kindsOf(back, 'kind'))).toEqual(new Set(['newly_recognised']));
    const { body: same } = await ask(`agreements/${agreement.id}/difference?from=2&to=2`);
    expect(same).toMatchObject({ changes: [], exhaustive: true });
  });

  it('of a rule set differ in whom the stricter rule meets, by the smallest example', async () => {
    const [from, to] = [ruleSet.version, stricter.version];
    const { body } = await ask(`rule-sets/${ruleSet.id}/difference?from=${from}&to=${to}`);
    expect(body).toMatchObject({ exhaustive: true, limits: [], unrecognised: null });
    expect((body['changes'] as unknown[])[0]).toMatchObject({
      direction: 'stricter',
      before: { colour: 'yellow' },
      after: { colour: 'red' },
      situation: { hours: { 'contact.close': 0 }, uncovered: [] },
    });
    const { body: same } = await ask(`rule-sets/${ruleSet.id}/difference?from=${to}&to=${to}`);
    expect(same).toMatchObject({ changes: [], exhaustive: true });
  });

  it('are refused by the field where one is none', async () => {
    const missing = await ask(`agreements/${agreement.id}/difference?from=1&to=9`);
    expect([missing.status, missing.body['code'], pointersOf(missing)]).toEqual([
      404,
      'unknown_version',
      ['/to'],
    ]);
    const wrong = await ask(`rule-sets/${ruleSet.id}/difference?from=x&to=1`);
    expect([wrong.status, pointersOf(wrong)]).toEqual([400, ['/from', '/from']]);
  });
});

describe('two documents that are sent', () => {
  const compare = (body: object) => send(`${federation.hub.url}/v1/differences`, 'POST', body);

  it('differ as published versions do, and their faults are named', async () => {
    const { status, body } = await compare({
      agreement: { before: agreement, after: { ...narrower, version: 7 } },
      ruleSet: { before: ruleSet, after: ruleSet },
    });
    expect(status).toBe(200);
    const published = await ask(`agreements/${agreement.id}/difference?from=1&to=2`);
    expect((body['agreement'] as Record<string, unknown>)['changes']).toEqual(published.body['changes']);
    expect(body['ruleSet']).toMatchObject({ changes: [], exhaustive: true });
    for (const [given, pointer] of [
      [{}, ''],
      [{ agreement: { before: agreement, after: { ...agreement, version: 0 } } }, '/agreement/after/version'],
      [{ ruleSet: { before: ruleSet, after: { ...ruleSet, scheme: 'national' } } }, '/ruleSet/after/scheme'],
    ] as const) {
      const refused = await compare(given);
      expect([refused.status, refused.body['code']]).toEqual([422, 'invalid_document']);
      expect(pointersOf(refused)).toContain(pointer);
    }
  });
});
