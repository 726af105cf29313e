import { describe, expect, it } from '@jest/globals';
import { StartError } from '../config/start-error.ts';
import { configuredKeys, withRegistrar } from './configured-keys.ts';
import { federationKeys } from './federation-keys.ts';

const development = { HUREN_SECRET: '0'.repeat(64), HUREN_DATA: 'nowhere' };
const REGISTRAR_KEY = '7a'.repeat(32);
const { registrar } = federationKeys(new Uint8Array(32), REGISTRAR_KEY);
const REGISTRAR_PUBLIC_KEY = registrar.publicKey;

describe('the registrar’s key', () => {
  it('is the hub’s alone where it is set, and so are the keys that stand in for parties', async () => {
    const hub = withRegistrar(await configuredKeys({ ...development, REGISTRAR_KEY, REGISTRAR_PUBLIC_KEY }));
    expect(hub.registrarKey.privateKey).toBe(REGISTRAR_KEY);
    const derived = withRegistrar(await configuredKeys(development));
    expect(derived.registrar).not.toEqual(registrar);
    expect(hub.developmentKey('440111')).not.toEqual(derived.developmentKey('440111'));

    const others = await configuredKeys({ ...development, REGISTRAR_PUBLIC_KEY });
    expect(others.registrar).toEqual(registrar);
    expect([others.registrarKey, others.developmentKey]).toEqual([undefined, undefined]);
    expect(() => withRegistrar(others)).toThrow(StartError);
  });

  it('fits its public half, or nothing starts', async () => {
    const other = '7b'.repeat(32);
    await expect(
      configuredKeys({ ...development, REGISTRAR_KEY: other, REGISTRAR_PUBLIC_KEY }),
    ).rejects.toThrow('REGISTRAR_PUBLIC_KEY is not the public half of REGISTRAR_KEY.');
  });
});
