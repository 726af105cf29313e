import type { Config } from '@huren/platform';
import { allIssuers } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';

/** One process of the cluster: a replica of a service, or of a deployment of issuers. */
export type Place = {
  readonly name: string;
  readonly app: 'hub' | 'risk' | 'issuer';
  /** Of its own, beside those that all have. */
  readonly settings: Readonly<Record<string, string>>;
};

/** Deployment A hosts Zhejiang with its cities, Henan and Hubei; B everybody else and the national code. */
export const HOSTED_BY_A: readonly IssuerCode[] = ['330000', '330100', '330110', '410000', '420000'];

const HOSTED_BY_B = allIssuers()
  .map(({ code }) => code)
  .filter((code) => !HOSTED_BY_A.includes(code));

const REPLICAS_APART = 10;

/** The n-th port after a service's first; 0 leaves the choice to the system. */
const portOf = (first: number, n: number): string => String(first === 0 ? 0 : first + n * REPLICAS_APART);

/** Where the hub asks the operators' side of the others. */
const operated = ({ RISK_PORT, ISSUER_PORT }: Config): string => {
  const addresses = [
    ['risk', String(RISK_PORT)],
    ['issuer-a', portOf(ISSUER_PORT, 0)],
    ['issuer-a', portOf(ISSUER_PORT, 1)],
    ['issuer-b', portOf(ISSUER_PORT, 2)],
  ].map(([name, port]) => `${name}=http://127.0.0.1:${port}`);
  return [...new Set(addresses)].join(',');
};

const hub = (n: number, config: Config): Place => ({
  name: `hub-${n + 1}`,
  app: 'hub',
  settings: { HUB_PORT: portOf(config.HUB_PORT, n), OPERATED_SERVICES: operated(config) },
});

const issuer = (name: string, n: number, hosted: readonly IssuerCode[], { ISSUER_PORT }: Config): Place => ({
  name: `issuer-${name}`,
  app: 'issuer',
  settings: {
    ISSUER_PORT: portOf(ISSUER_PORT, n),
    HUREN_DEPLOYMENT: name.charAt(0),
    HUREN_ISSUERS: hosted.join(','),
  },
});

/** Two replicas of the hub, risk, and two deployments of issuers, the first with two replicas. */
export const layoutOf = (config: Config) => ({
  risk: { name: 'risk', app: 'risk', settings: { RISK_PORT: String(config.RISK_PORT) } } satisfies Place,
  hubs: [hub(0, config), hub(1, config)],
  issuers: [
    issuer('a-1', 0, HOSTED_BY_A, config),
    issuer('a-2', 1, HOSTED_BY_A, config),
    issuer('b', 2, HOSTED_BY_B, config),
  ],
});
