import type { z } from 'zod';
import type { codeEvent } from '../contracts/payloads/code.ts';

const at = '2020-03-16T09:00:00+08:00';
const codeRef = `420000.${'k7q2'.padEnd(26, '0')}`;
const subject = 's'.repeat(32);

const record = {
  standard: '1.0',
  codeRef,
  issuer: '420000',
  scheme: 'domestic',
  subject,
  colour: 'yellow',
  covers: ['contact.close'],
  reasons: [{ kind: 'contact.close', issuer: '420000', evidence: 'investigation', observedAt: at }],
  issuedAt: at,
  validUntil: '2020-03-17T09:00:00+08:00',
  version: 7,
} satisfies z.input<typeof codeEvent>;

const text = { 'zh-CN': '绿码', en: 'green code' };
const outcome = { colour: 'green', measure: 'pass', days: 0 };

const clause = {
  id: 'a',
  from: ['420000'],
  destination: '440111',
  modes: ['showing'],
  validFrom: at,
  validTo: null,
};

const agreement = {
  id: 'baiyun-hubei',
  version: 1,
  title: text,
  parties: ['440111', '420000'],
  state: 'in_force',
  validFrom: at,
  validTo: null,
  clauses: [clause],
  basis: 'Guangzhou Baiyun district notice, 2020-03-16',
};

const ruleSet = {
  id: '420000.domestic',
  version: 1,
  destination: '420000',
  scheme: 'domestic',
  validFrom: at,
  validTo: null,
  rules: [],
  otherwise: outcome,
  whenUnknown: outcome,
  unrecognised: { measure: 'central_isolation', days: 14 },
  basis: 'modelled',
  status: 'modelled',
};

const decision = {
  decisionId: 'd-1',
  at,
  result: 'not_found',
  measureUntil: null,
  advice: 'use_document',
  source: null,
  destination: '440111',
  purpose: 'entry',
  mode: 'showing',
  path: 2,
  basis: { agreement: null, ruleSet: null, rules: [], undetermined: [], riskVersion: null },
  explanation: text,
  engine: '1.0.0',
};

const period = { level: 'low', scheme: 'county-2020-02', unit: 'county', since: at };

const seal = {
  ...{ kind: 'key', id: 'wang', version: 1, act: 'publish' },
  ...{ alg: 'SM2-SM3', kid: 'registrar' },
};

/** A valid payload of each topic, and the key it has. */
export const examples: Record<string, { data: object; key: string; stateversion?: number }> = {
  'huren.code.v1': { data: record, key: codeRef, stateversion: 7 },
  'huren.risk.region.v1': {
    data: { division: '420102', ...period, level: 'high', version: 2, history: [period] },
    key: '420102',
    stateversion: 2,
  },
  'huren.risk.person.v1': {
    data: { subject, version: 3, facts: [{ id: 'f1', reason: record.reasons[0] }] },
    key: subject,
    stateversion: 3,
  },
  'huren.agreement.v1': { data: { revision: 1, agreement }, key: 'baiyun-hubei@1', stateversion: 1 },
  'huren.ruleset.v1': {
    data: { revision: 2, state: 'in_force', ruleSet },
    key: '420000.domestic@1',
    stateversion: 2,
  },
  'huren.decision.v1': { data: { decision }, key: 'd-1' },
  'huren.member.v1': { data: { division: '330000', path: 1, version: 2 }, key: '330000', stateversion: 2 },
  'huren.route.v1': {
    data: {
      subscriptionId: '6f1c2b8e-0000-4000-8000-00000000000a',
      revision: 2,
      state: 'followed',
      route: {
        issuer: '420000',
        scheme: 'domestic',
        destination: '330100',
        purpose: 'entry',
        mode: 'showing',
      },
      standing: null,
      next: {
        at: '2020-03-18T00:00:00+08:00',
        standing: {
          agreement: 'hangzhou-hubei',
          version: 1,
          clause: 'hubei-to-hangzhou',
          suspended: false,
        },
      },
    },
    key: '6f1c2b8e-0000-4000-8000-00000000000a',
    stateversion: 2,
  },
  'huren.partykey.v1': {
    data: {
      revision: 1,
      key: {
        kid: 'wang',
        alg: 'SM2-SM3',
        publicKey: `04${'a'.repeat(128)}`,
        party: '420000',
        person: 'Wang',
        validFrom: at,
        validTo: null,
      },
      seal: { at, signature: { ...seal, value: 'A'.repeat(86) } },
    },
    key: 'wang',
    stateversion: 1,
  },
  'huren.feed.v1': {
    data: { publisher: 'issuer', issuers: ['420000'], completeAt: at, version: 9 },
    key: 'issuer',
    stateversion: 9,
  },
  'huren.canary.v1': {
    data: { hub: '7d3f5a52-2c0e-4f0e-9a53-3f1c1a0c9d11', version: 4, sentAt: at, result: 'not_found' },
    key: '7d3f5a52-2c0e-4f0e-9a53-3f1c1a0c9d11',
    stateversion: 4,
  },
  'huren.share.330000.v1': {
    data: { codeRef, version: 1, sharedWith: '330000', until: at, record },
    key: codeRef,
    stateversion: 1,
  },
  'huren.correction.v1': {
    data: {
      correctionId: '2f1c7a52-2c0e-4f0e-9a53-3f1c1a0c9d11',
      version: 1,
      codeRef,
      kind: 'contact.close',
      statedBy: '420000',
      addressee: '420000',
      state: 'filed',
      filedAt: at,
      dueAt: '2020-03-17T09:00:00+08:00',
    },
    key: '2f1c7a52-2c0e-4f0e-9a53-3f1c1a0c9d11',
    stateversion: 1,
  },
  'huren.code.v1.dlq': {
    data: {
      letterId: 'l-1',
      consumer: 'hub.records',
      topic: 'huren.code.v1',
      partition: 0,
      offset: 4,
      key: '***(24)',
      eventId: '***(3)',
      error: { code: 'contract_violation', name: 'ContractViolation' },
      attempts: 1,
      at,
    },
    key: '***(24)',
  },
};
