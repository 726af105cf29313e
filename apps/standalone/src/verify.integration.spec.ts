import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTER_PATHS, decideOffline, readRegister } from '@huren/agreements';
import type { OfflineDecision, RegisterFile } from '@huren/agreements';
import { keyFingerprint, verifyingKeyOf } from '@huren/crypto';
import { foundingAgreements } from '@huren/recognition';
import type { Agreement, Decision } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { publishSigned } from './testing/publish-signed.ts';
import { runTool } from './testing/run-tool.ts';

let federation: Federation;
let world: World;
let folder: string;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  folder = await mkdtemp(join(tmpdir(), 'huren-verify-'));
}, 60_000);

afterAll(async () => {
  await federation.stop();
  await rm(folder, { recursive: true });
}, 60_000);

const verify = (...args: string[]) => runTool('verify.mjs', args);

/** The answer, and what it rests on. */
const essence = ({ result, colour, measure, fault, basis, path }: OfflineDecision) => ({
  ...{ result, colour, measure, fault, path },
  ...{ agreement: basis.agreement, ruleSet: basis.ruleSet, rules: basis.rules },
});

/** What the tool has kept. */
const filesIn = async (kept: string): Promise<Map<string, RegisterFile>> =>
  new Map(
    await Promise.all(
      REGISTER_PATHS.map(async (path) => {
        const file = join(kept, `${path.replace('/v1/register/', '').replace('/', '.')}.json`);
        return [path, JSON.parse(await readFile(file, 'utf8')) as RegisterFile] as const;
      }),
    ),
  );

/** Suspends an agreement an hour after noon. */
const suspend = async (id: string): Promise<void> => {
  const agreement = foundingAgreements.find((one) => one.id === id) as Agreement;
  const document = { ...agreement, state: 'suspended', suspendedBy: agreement.parties[0]! } as const;
  await world.at('2020-03-16T13:00:00+08:00');
  await publishSigned(federation, { kind: 'agreement', revision: 2, state: 'suspended', document });
};

describe('a verifier with an offline code, the register and no hub', () => {
  it('is told where its days do not settle what the hub decides by instants, and nowhere else', async () => {
    const { registrar } = (await world.hub('GET', '/v1/register')) as { registrar: string };
    const by = ['--registrar', registrar, '--register', federation.hub.url, '--destination', '440111'];
    const contactAt = async (n: number, observedAt: string) => {
      const { type, number } = resident('421002', n);
      const code = await world.apply('420000', resident('421002', n));
      const reason = { kind: 'contact.close', issuer: '420000', evidence: 'investigation', observedAt };
      await world.risk('POST', '/v1/person-facts', { document: { type, number }, reason });
      return code;
    };
    const codes = [
      await contactAt(83, '2020-03-02T08:00:00+08:00'),
      await contactAt(84, '2020-03-01T23:00:00+08:00'),
      await contactAt(85, '2020-03-03T00:00:00+08:00'),
    ];
    await world.at('2020-03-16T12:00:00+08:00');
    const answers = [];
    for (const [at, code] of codes.entries()) {
      const presented = await world.show(code, 'offline');
      const hub = await world.recognise(presented, '440111');
      const asked = [presented, ...by, '--at', hub.at];
      const { printed } = await verify(...asked, '--json');
      const offline = JSON.parse(printed) as OfflineDecision;
      // In words of the first two: whether it is told and whether it is not.
      const said = at < 2 ? (await verify(...asked)).printed : '';
      answers.push({ hub, offline, said });
    }
    const [near, ...others] = answers as [(typeof answers)[number], ...typeof answers];
    expect(near.hub).toMatchObject({ result: 'recognised', colour: 'green', measure: 'pass' });
    const { result, colour, measure } = near.hub;
    expect(near.offline).toMatchObject({ result, unsettledByDay: { result, colour, measure } });
    expect(near.offline.measure).not.toBe('pass');
    expect(near.said).toContain('may come to: recognised green pass');
    for (const { hub, offline, said } of others) {
      expect(offline).toMatchObject({ colour: hub.colour, measure: hub.measure });
      expect(offline).not.toHaveProperty('unsettledByDay');
      expect(said).not.toContain('may come to');
    }
    expect(others.map(({ hub }) => hub.measure === 'pass')).toEqual([true, false]);
  }, 180_000);

  it('reaches the hub’s own result, also of an instant before a suspension, and explains it', async () => {
    const contact = { health: { temperatureTenths: 366, symptoms: [], closeContact: true } };
    const codes = [
      await world.apply('420000', resident('421002', 80)),
      await world.apply('420000', resident('421002', 81), contact),
      await world.apply('120000', resident('120101', 82)),
    ];
    const asked: { presented: string; destination: string; hub: Decision }[] = [];
    for (const code of codes) {
      const presented = await world.show(code, 'offline');
      for (const destination of ['440111', '370600', '540000'])
        asked.push({ presented, destination, hub: await world.recognise(presented, destination) });
    }
    const [first] = asked as [(typeof asked)[number]];
    await suspend('baiyun-hubei');
    const after = await world.recognise(first.presented, first.destination);
    expect([first.hub.fault, after.fault]).toEqual([undefined, 'agreement_suspended']);
    const { registrar } = (await world.hub('GET', '/v1/register')) as { registrar: string };
    const by = ['--registrar', registrar];
    const from = ['--register', federation.hub.url, '--keep', folder];
    const where = (destination: string, at: string) => ['--destination', destination, '--at', at];
    const kept = await verify(first.presented, ...where(first.destination, first.hub.at), ...by, ...from);
    expect(kept).toMatchObject({ code: 0, said: '' });
    expect(kept.printed).toContain('recognised green pass');
    expect(kept.printed).toContain('by baiyun-hubei version 1, clause hubei-to-baiyun');
    await world.closeHub();
    const again = [...where(first.destination, after.at), ...by, '--register', folder, '--json'];
    const told = await verify(first.presented, ...again);
    expect(essence(JSON.parse(told.printed) as Decision)).toEqual(essence(after));
    const register = readRegister(await filesIn(folder), registrar);
    for (const { presented, hub } of asked) {
      const { destination, purpose, mode, at } = hub;
      const question = { destination, purpose, mode, at: new Date(at) } as const;
      expect(essence(decideOffline(presented, question, register))).toEqual(essence(hub));
    }
    expect(new Set(asked.map(({ hub }) => `${hub.result} ${hub.measure}`)).size).toBeGreaterThan(2);
  }, 180_000);

  it('refuses a register of another registrar, or in which a byte is altered, and names it', async () => {
    const ask = (registrar: string) =>
      verify(
        'HS1.420000.s1.e30.e30',
        '--destination',
        '440111',
        '--registrar',
        registrar,
        '--register',
        folder,
      );
    const { registrarKey } = federation.keys;
    const pinned = keyFingerprint(verifyingKeyOf(registrarKey));
    expect(await ask(`sm3:${'0'.repeat(64)}`)).toMatchObject({
      code: 2,
      said: expect.stringContaining('has the fingerprint') as unknown,
    });
    const file = join(folder, 'agreements.json');
    const { body, signature } = JSON.parse(await readFile(file, 'utf8')) as RegisterFile;
    await writeFile(file, JSON.stringify({ body: `${body} `, signature }));
    expect(await ask(pinned)).toEqual({
      code: 2,
      printed: '',
      said: '/v1/register/agreements is not as the registrar signed it.\n',
    });
  });
});
