import { publicKeyFault } from '@huren/crypto';
import { isIssuer } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { kafkaSettings, loneKafkaSettings } from './kafka-settings.ts';
import { StartError } from './start-error.ts';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const PORT = /^(0|[1-9]\d{0,4})$/;

const port = (fallback: number) =>
  z
    .string()
    .refine((text) => PORT.test(text) && Number(text) <= 65_535, 'is not a port, a number from 0 to 65535')
    .transform(Number)
    .default(fallback);

const issuers = z.string().transform((text, check) => {
  const codes = text.split(',').map((code) => code.trim());
  const unknown = codes.filter((code) => !isIssuer(code));
  if (unknown.length === 0) return codes as IssuerCode[];
  check.addIssue({ code: 'custom', message: `names no issuer: ${unknown.join(', ')}` });
  return z.NEVER;
});

const whole = (pattern: RegExp, error: string) => z.string().regex(pattern, error).transform(Number);

const addresses = z
  .string()
  .refine(
    (text) => text.split(',').every((one) => ipaddr.isValid(one.trim()) || ipaddr.isValidCIDR(one.trim())),
    'is not a list of addresses or networks, such as 10.0.0.0/8',
  );

const BROKER = /^[a-z0-9.-]+:([1-9]\d{0,4})$/i;

const brokers = z.string().transform((text, check) => {
  const list = text.split(',').map((broker) => broker.trim());
  const wrong = list.filter((broker) => !(Number(BROKER.exec(broker)?.[1]) <= 65_535));
  if (wrong.length === 0) return list;
  check.addIssue({ code: 'custom', message: `is not a list of host:port: ${wrong.join(', ')}` });
  return z.NEVER;
});

const OPERATED = /^([a-z][a-z0-9-]{0,29})=(https?:\/\/\S+)$/;

const operated = z.string().transform((text, check) => {
  const list = text.split(',').map((entry) => OPERATED.exec(entry.trim()));
  const services = list.flatMap((found) =>
    found ? [{ name: String(found[1]), url: String(found[2]) }] : [],
  );
  const isEachOnce = new Set(services.map(({ name, url }) => `${name} ${url}`)).size === list.length;
  if (isEachOnce && services.every(({ name }) => name !== 'hub')) return services;
  check.addIssue({
    code: 'custom',
    message: 'is not a list of name=http://host:port, each once, hub none',
  });
  return z.NEVER;
});

const variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  HUB_PORT: port(3000),
  RISK_PORT: port(3001),
  ISSUER_PORT: port(3002),
  RISK_URL: z.url({ error: 'is not a URL' }).optional(),
  /** Where the hub reaches the operators' side of every other service: a replica of each deployment, or several. */
  OPERATED_SERVICES: operated.optional(),
  /** A PostgreSQL server on which each service has a database of its own; absent: the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// URL' }).optional(),
  HUREN_DATA: z.string().min(1).default('.huren'),
  HUREN_CLOCK: z.iso.datetime({ offset: true, error: 'is not an RFC 3339 date-time with offset' }).optional(),
  HUREN_ISSUERS: issuers.optional(),
  /** Tells several deployments of issuers in one federation apart: their databases and consumers. */
  HUREN_DEPLOYMENT: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,19}$/, 'is not a letter and up to 19 letters or digits, lower case')
    .optional(),
  /** `yes`: the process that starts this one moves its domain clock. Of a demo's or test's cluster alone. */
  HUREN_CONTROLLED: z.literal('yes', { error: 'is not yes' }).optional(),
  /** 32 bytes in hexadecimal from which development keys are derived; absent: made once in HUREN_DATA. */
  HUREN_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits')
    .optional(),
  /** What operators show at `/v1/admin`; absent: whoever reaches the service is one. The same for all services. */
  OPERATORS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, 'is not 32 or more characters without spaces')
    .optional(),
  /** The registrar's private key, 32 bytes in hexadecimal: the hub's alone. */
  REGISTRAR_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits')
    .optional(),
  /** By which everybody checks what the registrar has sealed; both absent: derived from the secret, in development. */
  REGISTRAR_PUBLIC_KEY: z
    .string()
    .refine(
      (key) => publicKeyFault('SM2-SM3', key) === undefined,
      'is no public key of SM2, 130 hexadecimal digits',
    )
    .optional(),
  /** For so long the canary may be absent, a consumer behind, an event in the outbox, before an alarm is raised. */
  WORK_BOUND_SECONDS: whole(/^[1-9]\d{0,3}$/, 'is not a number of seconds from 1 to 9999').default(30),
  /** For so many days decisions are kept, then erased; absent: until they are erased one by one. */
  DECISION_DAYS: whole(/^[1-9]\d{0,3}$/, 'is not a number of days from 1 to 9999').optional(),
  /** What the processes of a deployment share beside their database; absent: each process for itself, in memory. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is not a redis:// URL' }).optional(),
  /** How long the hub may decide on a record that it has read; the same for all its replicas. 0: it reads each time. */
  RECORD_CACHE_SECONDS: whole(/^(10|\d)$/, 'is not a number of seconds from 0 to 10').default(2),
  /** What a client address may ask a minute: a request costs 1, a look-up that finds nothing 100. */
  CLIENT_LIMIT_PER_MINUTE: whole(/^[1-9]\d{0,8}$/, 'is not a number from 1 to 999999999').default(300_000),
  /** How often an hour a holder may be looked up by document. */
  HOLDER_LIMIT_PER_HOUR: whole(/^[1-9]\d{0,8}$/, 'is not a number from 1 to 999999999').default(60),
  /** Whose word on a client's address (`X-Forwarded-For`) is taken; absent: nobody's. */
  TRUSTED_PROXIES: addresses.optional(),
  LOG_LEVEL: z.enum(LEVELS, { error: `is none of ${LEVELS.join(', ')}` }).default('info'),
  /** The bus; absent: the embedded log in PostgreSQL. */
  KAFKA_BROKERS: brokers.optional(),
  /** Copies of each partition of a topic that is created; absent: as the cluster does. */
  KAFKA_REPLICATION: whole(/^[1-9]$/, 'is not a number of copies from 1 to 9').optional(),
  ...kafkaSettings,
});

/** The configuration of every service, from the environment. */
export type Config = z.infer<typeof variables>;

export type ConfigProblem = { readonly variable: string; readonly reason: string };

const known = new Set(Object.keys(variables.shape));

const unknownVariables = (env: NodeJS.ProcessEnv): ConfigProblem[] =>
  Object.keys(env)
    .filter((name) => name.startsWith('HUREN_') && !known.has(name))
    .map((variable) => ({ variable, reason: `is no variable of Huren: there are ${[...known].join(', ')}` }));

/** A clock of one's own belongs to a federation of one's own. */
const strayClock = ({ HUREN_CLOCK, HUREN_CONTROLLED, ...env }: NodeJS.ProcessEnv): ConfigProblem[] => {
  const shared = ['DATABASE_URL', 'KAFKA_BROKERS'].filter((name) => env[name]);
  const reason = `works on the embedded PostgreSQL and bus only: leave ${shared.join(' and ')} unset`;
  return HUREN_CLOCK && shared.length > 0 && !HUREN_CONTROLLED ? [{ variable: 'HUREN_CLOCK', reason }] : [];
};

/** Where more than this machine asks, operators are known by a token. */
const openOperators = ({ HOST, OPERATORS_TOKEN }: NodeJS.ProcessEnv): ConfigProblem[] => {
  const isOfThisMachine =
    !HOST || HOST === 'localhost' || (ipaddr.isValid(HOST) && ipaddr.process(HOST).range() === 'loopback');
  const reason =
    'is missing: HOST lets others than this machine ask, and the operators’ side is not for all of them';
  return isOfThisMachine || OPERATORS_TOKEN ? [] : [{ variable: 'OPERATORS_TOKEN', reason }];
};

/** In production no other service could seal as the hub does, who has the secret of all. */
const sharedRegistrar = ({
  NODE_ENV,
  REGISTRAR_KEY,
  REGISTRAR_PUBLIC_KEY,
}: NodeJS.ProcessEnv): ConfigProblem[] => {
  const reason =
    'is missing, or for the hub REGISTRAR_KEY: in production neither is derived from HUREN_SECRET';
  const isMissing = NODE_ENV === 'production' && !REGISTRAR_KEY && !REGISTRAR_PUBLIC_KEY;
  return isMissing ? [{ variable: 'REGISTRAR_PUBLIC_KEY', reason }] : [];
};

const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** Reads and checks the environment; every problem names its variable. */
export const loadConfig = (
  env: NodeJS.ProcessEnv,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } => {
  const parsed = variables.safeParse(withoutEmpty(env));
  const problems = [
    ...unknownVariables(env),
    ...strayClock(env),
    ...openOperators(env),
    ...sharedRegistrar(env),
    ...loneKafkaSettings(env),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({
      variable: String(path[0]),
      reason: message,
    })),
  ];
  return parsed.success && problems.length === 0
    ? { ok: true, config: parsed.data }
    : { ok: false, problems };
};

/** The configuration of this process. @throws StartError that names each variable at fault */
export const configFromEnvironment = (): Config => {
  const loaded = loadConfig(process.env);
  if (loaded.ok) return loaded.config;
  throw new StartError(
    `${loaded.problems.map(({ variable, reason }) => `${variable} ${reason}`).join('; ')}.`,
  );
};
