import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.ts';

const NO_BROKERS = 'needs KAFKA_BROKERS: without a Kafka there is nothing that it could set';

describe('the configuration', () => {
  it('has defaults for everything', () => {
    expect(loadConfig({ PATH: '/bin', HUB_PORT: '' })).toEqual({
      ok: true,
      config: {
        HOST: '127.0.0.1',
        HUB_PORT: 3000,
        RISK_PORT: 3001,
        ISSUER_PORT: 3002,
        HUREN_DATA: '.huren',
        WORK_BOUND_SECONDS: 30,
        RECORD_CACHE_SECONDS: 2,
        CLIENT_LIMIT_PER_MINUTE: 300_000,
        HOLDER_LIMIT_PER_HOUR: 60,
        LOG_LEVEL: 'info',
      },
    });
  });

  it('asks for the operators’ token where more than this machine asks', () => {
    for (const HOST of ['127.0.0.1', '::1', 'localhost']) expect(loadConfig({ HOST }).ok).toBe(true);
    for (const HOST of ['0.0.0.0', '::', '10.0.0.7', 'hub'])
      expect(loadConfig({ HOST })).toMatchObject({ problems: [{ variable: 'OPERATORS_TOKEN' }] });
    expect(loadConfig({ HOST: '0.0.0.0', OPERATORS_TOKEN: 'a'.repeat(32) }).ok).toBe(true);
    expect(loadConfig({ OPERATORS_TOKEN: 'a'.repeat(31) })).toMatchObject({
      problems: [{ variable: 'OPERATORS_TOKEN' }],
    });
  });

  it('takes a list of brokers, and how often what they keep is copied', () => {
    expect(loadConfig({ KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092', KAFKA_REPLICATION: '3' })).toMatchObject(
      {
        ok: true,
        config: { KAFKA_BROKERS: ['kafka-1:9092', 'kafka-2:9092'], KAFKA_REPLICATION: 3 },
      },
    );
  });

  it('takes how a Kafka is reached that asks for TLS and a name', () => {
    const files = { KAFKA_SSL_CA: 'ca.pem', KAFKA_SSL_CERT: 'cert.pem', KAFKA_SSL_KEY: 'key.pem' };
    const names = { KAFKA_SASL_USERNAME: 'hub', KAFKA_SASL_PASSWORD: 'secret' };
    const env = { KAFKA_BROKERS: 'kafka:9093', KAFKA_SSL: 'true', ...files, ...names };
    expect(loadConfig({ ...env, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' })).toMatchObject({
      ok: true,
      config: { KAFKA_SSL: true, ...files, KAFKA_SASL_MECHANISM: 'scram-sha-512', ...names },
    });
    expect(loadConfig({ KAFKA_BROKERS: 'kafka:9092', KAFKA_SSL: 'false' })).toMatchObject({
      config: { KAFKA_SSL: false },
    });
  });

  it.each([
    [{ KAFKA_BROKERS: 'k:1', KAFKA_SSL: 'yes' }, 'KAFKA_SSL', 'is neither true nor false'],
    [
      {
        ...{ KAFKA_BROKERS: 'k:1', KAFKA_SASL_USERNAME: 'hub', KAFKA_SASL_PASSWORD: 'secret' },
        KAFKA_SASL_MECHANISM: 'gssapi',
      },
      'KAFKA_SASL_MECHANISM',
      'is none of plain, scram-sha-256, scram-sha-512',
    ],
    [{ KAFKA_SSL: 'true' }, 'KAFKA_SSL', NO_BROKERS],
    [{ KAFKA_REPLICATION: '3' }, 'KAFKA_REPLICATION', NO_BROKERS],
    [
      { KAFKA_BROKERS: 'k:1', KAFKA_REPLICATION: '0' },
      'KAFKA_REPLICATION',
      'is not a number of copies from 1 to 9',
    ],
    [
      { KAFKA_BROKERS: 'k:1', KAFKA_SSL: 'false', KAFKA_SSL_CA: 'ca' },
      'KAFKA_SSL_CA',
      'needs KAFKA_SSL=true',
    ],
    [
      { KAFKA_BROKERS: 'k:1', KAFKA_SSL: 'true', KAFKA_SSL_CERT: 'c' },
      'KAFKA_SSL_CERT',
      'needs KAFKA_SSL_KEY',
    ],
    [{ KAFKA_SSL_KEY: 'key' }, 'KAFKA_SSL_KEY', 'needs KAFKA_SSL=true and KAFKA_SSL_CERT'],
    [
      { KAFKA_BROKERS: 'k:1', KAFKA_SASL_MECHANISM: 'scram-sha-512' },
      'KAFKA_SASL_MECHANISM',
      'needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD',
    ],
    [
      { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_USERNAME: 'hub', KAFKA_SASL_PASSWORD: 'secret' },
      'KAFKA_SASL_MECHANISM',
      NO_BROKERS,
    ],
    [
      {
        ...{ KAFKA_BROKERS: 'k:1', KAFKA_SASL_USERNAME: 'hub', KAFKA_SASL_PASSWORD: 'secret' },
        KAFKA_SASL_MECHANISM: 'PLAIN',
      },
      'KAFKA_SASL_MECHANISM',
      'needs KAFKA_SSL=true',
    ],
    [
      { KAFKA_BROKERS: 'k:1', KAFKA_SASL_PASSWORD: 'secret' },
      'KAFKA_SASL_PASSWORD',
      'needs KAFKA_SASL_MECHANISM',
    ],
  ])('refuses %j and says which setting of Kafka is wrong or lacks another', (env, variable, reason) => {
    expect(loadConfig(env)).toEqual({ ok: false, problems: [{ variable, reason }] });
  });

  it('keeps decisions for as many days as it is told', () => {
    expect(loadConfig({ DECISION_DAYS: '90' })).toMatchObject({ ok: true, config: { DECISION_DAYS: 90 } });
  });

  it('takes a Redis, with or without TLS, and limits of its own', () => {
    const env = { REDIS_URL: 'rediss://redis:6380/1', TRUSTED_PROXIES: '10.0.0.0/8, ::1' };
    expect(loadConfig({ ...env, RECORD_CACHE_SECONDS: '0', CLIENT_LIMIT_PER_MINUTE: '100' })).toMatchObject({
      ok: true,
      config: { ...env, RECORD_CACHE_SECONDS: 0, CLIENT_LIMIT_PER_MINUTE: 100 },
    });
  });

  it('takes what is set', () => {
    const env = { HUB_PORT: '80', HUREN_ISSUERS: '420000, 330000', HUREN_CLOCK: '2020-03-19T13:24:00+08:00' };
    expect(loadConfig(env)).toMatchObject({
      ok: true,
      config: { HUB_PORT: 80, HUREN_ISSUERS: ['420000', '330000'], HUREN_CLOCK: env.HUREN_CLOCK },
    });
  });

  it('takes several replicas of a deployment', () => {
    const OPERATED_SERVICES = 'a=http://a-1:3000,b=http://b:3000,a=http://a-2:3000';
    expect(loadConfig({ OPERATED_SERVICES })).toMatchObject({
      config: {
        OPERATED_SERVICES: [
          { name: 'a', url: 'http://a-1:3000' },
          { name: 'b', url: 'http://b:3000' },
          { name: 'a', url: 'http://a-2:3000' },
        ],
      },
    });
  });

  it.each([
    ['HUB_PORT', '70000', 'is not a port, a number from 0 to 65535'],
    ['RISK_PORT', '30x', 'is not a port, a number from 0 to 65535'],
    ['DECISION_DAYS', '0', 'is not a number of days from 1 to 9999'],
    ['ISSUER_PORT', '-1', 'is not a port, a number from 0 to 65535'],
    ['DATABASE_URL', 'mysql://here', 'is not a postgres:// URL'],
    ['HUREN_CLOCK', '2020-03-19T13:24:00', 'is not an RFC 3339 date-time with offset'],
    ['HUREN_ISSUERS', '420000,999999', 'names no issuer: 999999'],
    ['HUREN_DEPLOYMENT', 'A-1', 'is not a letter and up to 19 letters or digits, lower case'],
    ['HUREN_CONTROLLED', 'true', 'is not yes'],
    ['HUREN_SECRET', 'short', 'is not 64 hexadecimal digits'],
    ['REGISTRAR_KEY', 'short', 'is not 64 hexadecimal digits'],
    ['REGISTRAR_PUBLIC_KEY', `04${'a'.repeat(128)}`, 'is no public key of SM2, 130 hexadecimal digits'],
    ['WORK_BOUND_SECONDS', '0', 'is not a number of seconds from 1 to 9999'],
    ['REDIS_URL', 'http://here', 'is not a redis:// URL'],
    ['REDIS_URL', 'localhost:6379', 'is not a redis:// URL'],
    ['RECORD_CACHE_SECONDS', '11', 'is not a number of seconds from 0 to 10'],
    ['RECORD_CACHE_SECONDS', '1.5', 'is not a number of seconds from 0 to 10'],
    ['CLIENT_LIMIT_PER_MINUTE', '0', 'is not a number from 1 to 999999999'],
    ['HOLDER_LIMIT_PER_HOUR', 'many', 'is not a number from 1 to 999999999'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,nginx', 'is not a list of addresses or networks, such as 10.0.0.0/8'],
    ['LOG_LEVEL', 'loud', 'is none of fatal, error, warn, info, debug, trace, silent'],
    ['KAFKA_BROKERS', 'localhost', 'is not a list of host:port: localhost'],
    ['KAFKA_BROKERS', 'a:9092,b:99999', 'is not a list of host:port: b:99999'],
    [
      'OPERATED_SERVICES',
      'risk=http://risk:3001,risk=http://risk:3001',
      'is not a list of name=http://host:port, each once, hub none',
    ],
    [
      'OPERATED_SERVICES',
      'hub=http://hub:3000',
      'is not a list of name=http://host:port, each once, hub none',
    ],
    ['HUREN_CLOKC', '2020', expect.stringContaining('is no variable of Huren')],
  ])('refuses %s=%s and says why', (variable, value, reason) => {
    expect(loadConfig({ [variable]: value })).toEqual({ ok: false, problems: [{ variable, reason }] });
  });

  it('derives the registrar’s key from no secret of all in production', () => {
    const NODE_ENV = 'production';
    const reason =
      'is missing, or for the hub REGISTRAR_KEY: in production neither is derived from HUREN_SECRET';
    expect(loadConfig({ NODE_ENV, HUREN_SECRET: '0'.repeat(64) })).toEqual({
      ok: false,
      problems: [{ variable: 'REGISTRAR_PUBLIC_KEY', reason }],
    });
    const REGISTRAR_KEY = '7a'.repeat(32);
    expect(loadConfig({ NODE_ENV, REGISTRAR_KEY })).toMatchObject({ ok: true, config: { REGISTRAR_KEY } });
  });

  it('names every variable at fault, not only the first', () => {
    const loaded = loadConfig({ HUB_PORT: 'a', RISK_PORT: 'b' });
    expect(loaded).toMatchObject({ problems: [{ variable: 'HUB_PORT' }, { variable: 'RISK_PORT' }] });
  });

  it('keeps the domain clock to the embedded default', () => {
    const HUREN_CLOCK = '2020-03-19T13:24:00+08:00';
    for (const shared of [
      { DATABASE_URL: 'postgres://elsewhere/huren' },
      { KAFKA_BROKERS: 'elsewhere:9092' },
    ]) {
      const loaded = loadConfig({ HUREN_CLOCK, ...shared });
      expect(loaded).toMatchObject({ ok: false, problems: [{ variable: 'HUREN_CLOCK' }] });
    }
  });
});
