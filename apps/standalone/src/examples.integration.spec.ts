import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { publishedAt } from './testing/published.ts';
import type { Contract, Document, Link, Operation } from './testing/published.ts';

let federation: Federation;

beforeAll(async () => {
  const started = await temporaryFederation('2026-11-24T09:00:00+08:00');
  await started.seed();
  federation = started;
}, 60_000);

afterAll(() => federation.stop(), 60_000);

type Given = Readonly<Record<string, unknown>>;
/** An operation and the media type of its body, which is empty where it takes none. */
type Asked = {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
  readonly type: string;
};
type Outcome = { readonly said: string; readonly body?: Given };

const addressOf = ({ path, operation }: Asked, given: Given): string | undefined => {
  const named = (operation.parameters ?? []).filter(({ in: place }) => place === 'path');
  const values = named.map(({ name, schema }) => [name, given[name] ?? schema?.example] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  const asked = (operation.parameters ?? []).filter(
    ({ in: place, required }) => place === 'query' && required,
  );
  const query = asked.map(({ name, schema }) => `${name}=${encodeURIComponent(String(schema?.example))}`);
  const address = values.reduce((filled, [name, value]) => filled.replace(`{${name}}`, String(value)), path);
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
};

/** Sends an operation's example, with parameters that are given. */
const send = async (base: string, { faultsOf }: Contract, asked: Asked, given: Given): Promise<Outcome> => {
  const { method, operation, type } = asked;
  const path = addressOf(asked, given);
  const body = operation.requestBody?.content[type]?.example;
  if (path === undefined || (type !== '' && body === undefined)) return { said: 'no example' };
  const response = await fetch(base + path, {
    method: method.toUpperCase(),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Given;
  const answered = response.headers.get('content-type') ?? '';
  const [bare = ''] = path.split('?');
  const faults = faultsOf({ method, path: bare, status: response.status, type: answered, body: answer });
  if (faults.length > 0) return { said: `not as published: ${faults.join('; ')}` };
  return response.ok
    ? { said: 'sent', body: answer }
    : { said: `${response.status} ${JSON.stringify(answer)}` };
};

const typesOf = ({ requestBody }: Operation): string[] => Object.keys(requestBody?.content ?? { '': null });

const nameOf = ({ method, path, type }: Asked): string =>
  ['', 'application/json'].includes(type) ? `${method} ${path}` : `${method} ${path} as ${type}`;

const operationsOf = ({ paths }: Document): Asked[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      typesOf(operation).map((type) => ({ path, method, operation, type })),
    ),
  );

const linksOf = ({ responses }: Operation): Link[] =>
  Object.values(responses).flatMap(({ links = {} }) => Object.values(links));

/** Parameters that an answer gives for an operation that it links to. */
const valuesOf = ({ parameters }: Link, body: Given): Given =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, from]) => [name, body[from.replace('$response.body#/', '')]]),
  );

/** What was said to an operation's own example, and to each link that leads to it. */
type Outcomes = { readonly own: Map<string, string>; readonly linked: Map<string, string[]> };

const outcomesOf = async (base: string): Promise<Outcomes> => {
  const contract = await publishedAt(base);
  const all = operationsOf(contract.document);
  const outcomes: Outcomes = { own: new Map(), linked: new Map() };
  const follow = async (link: Link, body: Given): Promise<void> => {
    const target = all.find(({ operation }) => operation.operationId === link.operationId);
    if (!target) throw new Error(`no operation ${link.operationId}`);
    const { said } = await send(base, contract, target, valuesOf(link, body));
    const name = nameOf(target);
    outcomes.linked.set(name, [...(outcomes.linked.get(name) ?? []), said]);
  };
  for (const asked of all) {
    const { said, body } = await send(base, contract, asked, {});
    outcomes.own.set(nameOf(asked), said);
    for (const link of body ? linksOf(asked.operation) : []) await follow(link, body ?? {});
  }
  return outcomes;
};

/**
 * What cannot be named by an example, nor by the answer to another: a signature, which nobody can make ahead.
 */
const madeFirst = ({ own, linked }: Outcomes) =>
  [...own].flatMap(([operation, said]) => (said === 'no example' && !linked.has(operation) ? operation : []));

/** Examples and links that were not taken: an example may be missing, what is led to is sent. */
const refused = ({ own, linked }: Outcomes) => [
  ...[...own].filter(([, said]) => said !== 'sent' && said !== 'no example'),
  ...[...linked].filter(([, all]) => all.some((said) => said !== 'sent')),
];

describe('the examples of OpenAPI are taken as they stand, and answered as published', () => {
  it('by the hub', async () => {
    const outcomes = await outcomesOf(federation.hub.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual([
      'post /v1/agreements/{id}/signatures',
      'post /v1/rule-sets/{id}/signatures',
      'post /v1/members/{division}/keys',
      'post /v1/members/{division}/keys/{kid}/end',
    ]);
  });

  it('by risk', async () => {
    const outcomes = await outcomesOf(federation.risk.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual([]);
  });

  it('by the issuers', async () => {
    const outcomes = await outcomesOf(federation.issuer.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual([]);
  });
});
