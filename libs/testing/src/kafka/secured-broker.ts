import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { steadyPort } from '../free-port.ts';
import { startJarBroker } from './jar-broker.ts';

export const [USERNAME, PASSWORD] = ['hub', 'the-right-one'];

/** A broker that lets nobody in who is not known: by name at one address, by certificate at the other; both in TLS. */
export interface SecuredBroker {
  readonly byName: string;
  readonly byCertificate: string;
  /** In PEM: a certificate that certifies itself, as authority, broker and client, and its key. */
  readonly cert: string;
  readonly key: string;
  stop(): Promise<void>;
}

const certify = async (cert: string, key: string): Promise<void> => {
  const name = ['-subj', '/CN=huren-test', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', '-x509', ...made, ...name]);
};

const LOGIN = 'org.apache.kafka.common.security';

const settingsOf = (keyStore: string, trustStore: string): Record<string, string> => ({
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': keyStore,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': trustStore,
  'listener.name.entrance0.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
  'listener.name.entrance0.plain.sasl.jaas.config': `${LOGIN}.plain.PlainLoginModule required user_${USERNAME}="${PASSWORD}";`,
  'listener.name.entrance0.scram-sha-512.sasl.jaas.config': `${LOGIN}.scram.ScramLoginModule required;`,
  'listener.name.entrance1.ssl.client.auth': 'required',
});

/** Starts it from its jars, with keys of its own that OpenSSL makes. */
export const startSecuredBroker = async (jars: string): Promise<SecuredBroker> => {
  const folder = await mkdtemp(join(tmpdir(), 'huren-keys-'));
  const [cert, key, both] = [join(folder, 'cert.pem'), join(folder, 'key.pem'), join(folder, 'both.pem')];
  await certify(cert, key);
  await writeFile(both, (await readFile(key, 'utf8')) + (await readFile(cert, 'utf8')));
  const [named, certified] = [await steadyPort(), await steadyPort()];
  const broker = await startJarBroker(jars, {
    entrances: [
      { port: named, advertisedPort: named, protocol: 'SASL_SSL' },
      { port: certified, advertisedPort: certified, protocol: 'SSL' },
    ],
    settings: settingsOf(both, cert),
    scram: [`SCRAM-SHA-512=[name=${USERNAME},password=${PASSWORD}]`],
  });
  return {
    byName: `127.0.0.1:${named}`,
    byCertificate: `127.0.0.1:${certified}`,
    cert,
    key,
    stop: async () => {
      await broker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
