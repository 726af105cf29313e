import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { federationKeys, federationSecret } from './federation-keys.ts';
import type { FederationKeys, HubKeys, RegistrarKeys } from './federation-keys.ts';

type Settings = Pick<Config, 'HUREN_SECRET' | 'HUREN_DATA' | 'REGISTRAR_KEY' | 'REGISTRAR_PUBLIC_KEY'>;

/** The keys of one process; without the registrar's own where it is given the public half alone. @throws StartError */
export const configuredKeys = async (
  settings: Settings,
): Promise<FederationKeys & Partial<RegistrarKeys>> => {
  const { HUREN_SECRET, HUREN_DATA, REGISTRAR_KEY, REGISTRAR_PUBLIC_KEY: publicKey } = settings;
  const keys = federationKeys(await federationSecret(HUREN_SECRET, HUREN_DATA), REGISTRAR_KEY);
  if (!publicKey) return keys;
  const { registrarKey: _, developmentKey: _of, ...others } = keys;
  if (!REGISTRAR_KEY) return { ...others, registrar: { ...keys.registrar, publicKey } };
  if (keys.registrar.publicKey === publicKey) return keys;
  throw new StartError('REGISTRAR_PUBLIC_KEY is not the public half of REGISTRAR_KEY.');
};

/** The keys of the hub. @throws StartError where the process was not given them */
export const withRegistrar = (keys: FederationKeys & Partial<RegistrarKeys>): HubKeys => {
  const { registrarKey, developmentKey } = keys;
  if (registrarKey && developmentKey) return { ...keys, registrarKey, developmentKey };
  throw new StartError('The hub needs REGISTRAR_KEY: it is given the public half alone.');
};
