import { SASL_MECHANISMS } from '@huren/events';
import { z } from 'zod';

const file = z.string().min(1).optional();

/** How a Kafka cluster is reached that asks for TLS or for a name. */
export const kafkaSettings = {
  KAFKA_SSL: z
    .enum(['true', 'false'], { error: 'is neither true nor false' })
    .transform((text) => text === 'true')
    .optional(),
  /** PEM file of the authorities that certify the brokers; absent: those that the system knows. */
  KAFKA_SSL_CA: file,
  /** PEM files of the certificate by which the brokers know this process, and of its key. */
  KAFKA_SSL_CERT: file,
  KAFKA_SSL_KEY: file,
  /** As Kafka writes it, in either case. */
  KAFKA_SASL_MECHANISM: z
    .string()
    .toLowerCase()
    .pipe(z.enum(SASL_MECHANISMS, { error: `is none of ${SASL_MECHANISMS.join(', ')}` }))
    .optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
};

/** Each with those without which it says nothing. */
const NEEDS = Object.entries({
  KAFKA_REPLICATION: ['KAFKA_BROKERS'],
  KAFKA_SSL: ['KAFKA_BROKERS'],
  KAFKA_SSL_CA: ['KAFKA_SSL=true'],
  KAFKA_SSL_CERT: ['KAFKA_SSL=true', 'KAFKA_SSL_KEY'],
  KAFKA_SSL_KEY: ['KAFKA_SSL=true', 'KAFKA_SSL_CERT'],
  KAFKA_SASL_MECHANISM: ['KAFKA_BROKERS', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
  KAFKA_SASL_USERNAME: ['KAFKA_SASL_MECHANISM'],
  KAFKA_SASL_PASSWORD: ['KAFKA_SASL_MECHANISM'],
});

const NOTHING_TO_SET = ': without a Kafka there is nothing that it could set';

const isMet = (env: NodeJS.ProcessEnv, need: string): boolean => {
  const [name = '', value] = need.split('=');
  return value === undefined ? Boolean(env[name]) : env[name] === value;
};

/** Settings that are there without the others that they need. */
export const loneKafkaSettings = (env: NodeJS.ProcessEnv): { variable: string; reason: string }[] =>
  NEEDS.filter(([variable]) => env[variable] && env[variable] !== 'false').flatMap(([variable, needs]) => {
    const isPlain = variable === 'KAFKA_SASL_MECHANISM' && env[variable]?.toLowerCase() === 'plain';
    // It sends the password as it is.
    const all = isPlain ? [...needs, 'KAFKA_SSL=true'] : needs;
    const missing = all.filter((need) => !isMet(env, need));
    const why = missing.includes('KAFKA_BROKERS') ? NOTHING_TO_SET : '';
    return missing.length > 0 ? [{ variable, reason: `needs ${missing.join(' and ')}${why}` }] : [];
  });
