import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KafkaAccess } from '@huren/events';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';

/** How a Kafka cluster is reached, from the settings. */
export type KafkaConfig = Pick<Config, Extract<keyof Config, `KAFKA_S${string}`>>;

type PemVariable = 'KAFKA_SSL_CA' | 'KAFKA_SSL_CERT' | 'KAFKA_SSL_KEY';

const readPem = async (
  config: KafkaConfig,
  variable: PemVariable,
  parse: (pem: string) => unknown,
): Promise<string | undefined> => {
  const file = config[variable];
  if (file === undefined) return undefined;
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${variable} names a file that cannot be read: ${file} (${error.code}).`);
  });
  try {
    parse(pem);
    return pem;
  } catch {
    const what = variable === 'KAFKA_SSL_KEY' ? 'an unencrypted private key' : 'certificates';
    throw new StartError(`${variable} names a file without ${what} in PEM: ${file}.`);
  }
};

const certificateOf = (pem: string): X509Certificate => new X509Certificate(pem);

const tlsOf = async (config: KafkaConfig): Promise<KafkaAccess['tls']> => {
  const ca = await readPem(config, 'KAFKA_SSL_CA', certificateOf);
  const cert = await readPem(config, 'KAFKA_SSL_CERT', certificateOf);
  const key = await readPem(config, 'KAFKA_SSL_KEY', createPrivateKey);
  if (cert && key && !certificateOf(cert).checkPrivateKey(createPrivateKey(key)))
    throw new StartError('KAFKA_SSL_KEY is not the key of KAFKA_SSL_CERT.');
  return { ca, cert, key };
};

/** What a client of the cluster needs, its files read. @throws StartError where a file is not what its setting says */
export const kafkaAccessOf = async (config: KafkaConfig): Promise<KafkaAccess> => {
  const { KAFKA_SSL, KAFKA_SASL_MECHANISM: mechanism } = config;
  const { KAFKA_SASL_USERNAME: username = '', KAFKA_SASL_PASSWORD: password = '' } = config;
  const tls = KAFKA_SSL ? await tlsOf(config) : undefined;
  return { ...(tls ? { tls } : {}), ...(mechanism ? { sasl: { mechanism, username, password } } : {}) };
};
