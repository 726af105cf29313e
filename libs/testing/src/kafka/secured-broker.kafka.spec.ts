import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contracts, eventOf, written } from '@huren/events';
import type { Message } from '@huren/events';
import { StartError, busAddressOf, loadConfig, openBus } from '@huren/platform';
import { kafkaJars } from './jars.ts';
import { PASSWORD, USERNAME, startSecuredBroker } from './secured-broker.ts';
import type { SecuredBroker } from './secured-broker.ts';

const jars = process.env['TEST_KAFKA_BROKERS'] ? await kafkaJars() : undefined;

const sentAt = '2020-03-16T09:00:00+08:00';

/** The bus of a service that is started with these settings. */
const openWith = async (env: NodeJS.ProcessEnv) => {
  const loaded = loadConfig(env);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return openBus(await busAddressOf(loaded.config, ''), 'hub', () => undefined);
};

(jars === undefined ? describe.skip : describe)('a Kafka that lets nobody in who is not known', () => {
  let broker: SecuredBroker;
  beforeAll(async () => {
    broker = await startSecuredBroker(String(jars));
  }, 120_000);
  afterAll(() => broker.stop());

  const tls = () => ({ KAFKA_SSL: 'true', KAFKA_SSL_CA: broker.cert });
  const named = (KAFKA_SASL_MECHANISM: string, KAFKA_SASL_PASSWORD = PASSWORD) => ({
    ...{ KAFKA_BROKERS: broker.byName, ...tls() },
    ...{ KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME: USERNAME, KAFKA_SASL_PASSWORD },
  });
  const certified = (more: NodeJS.ProcessEnv = {}) => ({
    ...{ KAFKA_BROKERS: broker.byCertificate, ...tls() },
    ...{ KAFKA_SSL_CERT: broker.cert, KAFKA_SSL_KEY: broker.key, ...more },
  });

  /** A bus carries an event from its publisher to a consumer. */
  const carries = async (env: NodeJS.ProcessEnv): Promise<void> => {
    const data = { hub: randomUUID(), version: 1, sentAt, result: 'recognised' };
    const event = eventOf(contracts, { topic: 'huren.canary.v1', source: '/hub', time: sentAt, data });
    const seen = Promise.withResolvers<void>();
    const handler = async ({ event: { id } }: Message): Promise<void> => {
      if (id === event.id) seen.resolve();
    };
    const bus = await openWith(env);
    try {
      await bus.publish(written([event]));
      await bus.subscribe({ topics: [event.topic], group: `to.${data.hub}`, mode: 'shared', handler });
      await seen.promise;
    } finally {
      await bus.close();
    }
  };

  it.each(['PLAIN', 'SCRAM-SHA-512'])('is spoken to in TLS, by name and password, by %s', (mechanism) =>
    carries(named(mechanism)),
  );

  it('is spoken to in TLS, by certificate', () => carries(certified()));

  it.each(['plain', 'scram-sha-512'])(
    'ends the start by one sentence, without the password, where that is wrong: %s',
    async (mechanism) => {
      const opening = openWith(named(mechanism, 'the-wrong-one'));
      await expect(opening).rejects.toThrow(StartError);
      const { message } = (await opening.catch((error: unknown) => error)) as Error;
      expect(message).toContain(
        `Kafka (${broker.byName}) refuses KAFKA_SASL_USERNAME with KAFKA_SASL_PASSWORD: SASL`,
      );
      expect(message).not.toContain('the-wrong-one');
    },
  );

  it('ends the start where the mechanism is none of its own', () =>
    expect(openWith(named('scram-sha-256'))).rejects.toThrow(
      `Kafka (${broker.byName}) does not support the KAFKA_SASL_MECHANISM scram-sha-256.`,
    ));

  it('ends the start where nobody that is trusted certifies it', () =>
    expect(openWith({ ...named('plain'), KAFKA_SSL_CA: '' })).rejects.toThrow(
      /^No broker of KAFKA_BROKERS answers .*self-signed certificate/,
    ));

  it.each<[string, () => NodeJS.ProcessEnv, string]>([
    [
      'that cannot be read',
      () => ({ KAFKA_SSL_CA: '/none/ca.pem' }),
      'KAFKA_SSL_CA names a file that cannot be read: /none/ca.pem (ENOENT).',
    ],
    [
      'without certificates',
      () => ({ KAFKA_SSL_CERT: import.meta.filename }),
      `KAFKA_SSL_CERT names a file without certificates in PEM: ${import.meta.filename}.`,
    ],
    [
      'without a key',
      () => ({ KAFKA_SSL_KEY: broker.cert }),
      'KAFKA_SSL_KEY names a file without an unencrypted private key in PEM: ',
    ],
  ])('is not asked where a setting names a file %s', async (_, setting, sentence) => {
    const opening = openWith(certified(setting()));
    await expect(opening).rejects.toThrow(StartError);
    await expect(opening).rejects.toThrow(sentence);
  });
  it('is not asked with a key that is not that of the certificate', async () => {
    const other = join(dirname(broker.key), 'other.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(other, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const opening = openWith(certified({ KAFKA_SSL_KEY: other }));
    await expect(opening).rejects.toThrow('KAFKA_SSL_KEY is not the key of KAFKA_SSL_CERT.');
  });
});
