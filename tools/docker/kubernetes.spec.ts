import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { allIssuers } from '@huren/standard';
import { parseAllDocuments } from 'yaml';
import { loadConfig } from '../../libs/platform/src/config/config.ts';

type Variable = { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } };
type Probe = { httpGet: { path: string; port: string }; periodSeconds: number; failureThreshold?: number };
type Container = {
  image: string;
  args: string[];
  env: Variable[];
  ports: { name: string; containerPort: number }[];
  securityContext: object;
} & Record<'startupProbe' | 'livenessProbe' | 'readinessProbe', Probe>;
type Pod = { metadata: { labels: object }; spec: { securityContext: object; containers: [Container] } };
type Manifest = {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec: { replicas: number; selector: object & { matchLabels?: object }; template: Pod };
};

const folder = fileURLToPath(new URL('../../k8s', import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const manifests = files
  .filter((file) => file !== 'kustomization.yaml')
  .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
  .map((document) => document.toJS() as Manifest);
const of = (kind: string): Manifest[] => manifests.filter((manifest) => manifest.kind === kind);
const deployments = of('Deployment');
const containerOf = ({ spec }: Manifest): Container => spec.template.spec.containers[0];
const valuesOf = (variable: string): string[] =>
  deployments.flatMap((one) =>
    containerOf(one).env.flatMap(({ name, value }) => (name === variable && value) || []),
  );

describe('on Kubernetes', () => {
  it('every file is in the kustomization', () => {
    const [kustomization] = parseAllDocuments(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
    const { resources } = kustomization?.toJS() as { resources: string[] };
    expect([...resources, 'kustomization.yaml'].sort()).toEqual(files.sort());
  });

  it('each service has replicas, an address and a budget for disruptions that select its own pods', () => {
    const names = deployments.map(({ metadata }) => metadata.name);
    expect(names).toEqual(['hub', 'issuer-a', 'issuer-b', 'risk']);
    for (const kind of ['Service', 'PodDisruptionBudget'])
      expect(of(kind).map(({ metadata }) => metadata.name)).toEqual(names);
    for (const { metadata, spec } of deployments) {
      const labels = { 'app.kubernetes.io/name': metadata.name };
      expect(spec.replicas).toBeGreaterThan(1);
      expect(spec.template.metadata.labels).toEqual(labels);
      expect(spec.selector.matchLabels).toEqual(labels);
    }
    for (const { metadata, spec } of [...of('Service'), ...of('PodDisruptionBudget')])
      expect(spec.selector.matchLabels ?? spec.selector).toEqual({ 'app.kubernetes.io/name': metadata.name });
  });

  it('each issuer is hosted once', () => {
    const hosted = valuesOf('HUREN_ISSUERS').flatMap((codes) => codes.split(','));
    expect(hosted.sort()).toEqual(
      allIssuers()
        .map(({ code }) => code)
        .sort(),
    );
    expect(new Set(valuesOf('HUREN_DEPLOYMENT')).size).toBe(2);
  });

  it('services call each other by addresses that there are, and settings have the names that they read', () => {
    const urls = [...valuesOf('RISK_URL'), ...valuesOf('OPERATED_SERVICES').flatMap((all) => all.split(','))];
    const called = urls.map((url) => /http:\/\/(.+)$/.exec(url)?.[1]);
    const known = of('Service').map(({ metadata }) => metadata.name);
    for (const host of called) expect(known).toContain(host);
    const [settings] = of('ConfigMap');
    const named = [
      ...Object.entries(settings?.data ?? {}),
      ...deployments.flatMap((one) => containerOf(one).env.map(({ name, value }) => [name, value] as const)),
    ].filter((pair): pair is [string, string] => pair[1] !== undefined);
    for (const [name, value] of named)
      expect(loadConfig({ ...settings?.data, [name]: value })).toHaveProperty(
        'config',
        expect.objectContaining({ [name]: expect.anything() as unknown }),
      );
  });

  it('secrets come from secrets, a database of its own for each service', () => {
    for (const one of deployments) {
      const secrets = containerOf(one).env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
      expect(secrets).toEqual([
        { name: 'huren', key: 'HUREN_SECRET' },
        { name: 'huren', key: 'OPERATORS_TOKEN' },
        { name: 'huren', key: 'REGISTRAR_PUBLIC_KEY' },
        ...(one.metadata.name === 'hub' ? [{ name: 'huren-hub', key: 'REGISTRAR_KEY' }] : []),
        { name: `huren-${one.metadata.name}`, key: 'DATABASE_URL' },
      ]);
    }
  });

  it('no container has rights, or a file system to write on, and each says how it is', () => {
    for (const one of deployments) {
      expect(one.spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
      const container = containerOf(one);
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      const [port] = container.ports;
      expect(container.livenessProbe.httpGet).toEqual({ path: '/health/live', port: port?.name });
      expect(container.startupProbe.httpGet).toEqual({ path: '/health/live', port: port?.name });
      expect(container.readinessProbe.httpGet).toEqual({ path: '/health/ready', port: port?.name });
    }
  });

  it('a service may take as long to start as its image says', () => {
    const image = readFileSync(join(folder, '..', 'Dockerfile'), 'utf8');
    const seconds = Number(/--start-period=(\d+)s/.exec(image)?.[1]);
    for (const one of deployments) {
      const { periodSeconds, failureThreshold = 3 } = containerOf(one).startupProbe;
      expect(periodSeconds * failureThreshold).toBe(seconds);
    }
  });
});
