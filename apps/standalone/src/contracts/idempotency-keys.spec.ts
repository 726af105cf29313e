import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Document } from '../testing/published.ts';

const WRITING = ['post', 'put', 'patch', 'delete'];

/** What is asked by POST for its body's sake, and keeps nothing that a second request would keep twice. */
const READS = {
  'hub post /v1/decisions/{decisionId}/replay': 'decides again on what was pinned',
  'hub post /v1/differences': 'compares two documents',
  'hub post /v1/trips': 'looks ahead',
  'issuer post /v1/issuers/{issuer}/codes/verify': 'looks at a code, which does not belong into an address',
  'issuer post /v1/issuers/{issuer}/codes/{codeRef}/make': 'encrypts a handle: another each time, none is kept',
  'issuer post /v1/issuers/{issuer}/decisions/{decisionId}/replay': 'decides again on what was pinned',
  'risk post /v1/person-facts/query': 'looks up a subject, who does not belong into an address',
};

const published = (service: string): Document =>
  JSON.parse(
    readFileSync(new URL(`../../../../contracts/openapi/${service}.json`, import.meta.url), 'utf8'),
  ) as Document;

it('every write that a service publishes takes an Idempotency-Key, all but those that only read', () => {
  const operations = ['hub', 'issuer', 'risk'].flatMap((service) =>
    Object.entries(published(service).paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ service, path, method, operation })),
    ),
  );
  const withoutKey = operations
    .filter(({ method }) => WRITING.includes(method))
    .filter(
      ({ operation: { parameters = [] } }) =>
        !parameters.some((one) => one.in === 'header' && one.name === 'Idempotency-Key'),
    );
  expect(withoutKey.map(({ service, method, path }) => `${service} ${method} ${path}`).sort()).toEqual(
    Object.keys(READS).sort(),
  );
});
