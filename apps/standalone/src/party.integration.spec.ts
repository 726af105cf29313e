import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { termsOf } from './testing/parties.ts';
import { send } from './testing/send.ts';
import { runTool } from './testing/run-tool.ts';

let federation: Federation;
let folder: string;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  folder = await mkdtemp(join(tmpdir(), 'huren-party-'));
  await writeFile(join(folder, 'draft.json'), '{ "document": {} }');
}, 60_000);

afterAll(async () => {
  await federation.stop();
  await rm(folder, { recursive: true });
}, 60_000);

const party = (...args: string[]) => runTool('party.mjs', ['--hub', federation.hub.url, ...args], folder);

const post = async (path: string, printed: string) => {
  const { status, body } = await send(`${federation.hub.url}/v1/${path}`, 'POST', JSON.parse(printed));
  return { status, body };
};

describe('what a party’s official does by command', () => {
  it('is taken by the hub: keys, their vouchers, an act of two people', async () => {
    const key = (name: string, ...more: string[]) =>
      party('key', '--key', `${name}.json`, '--party', '440000', '--person', name, ...more);
    const word = ['--officer', 'operator-1', '--grounds', 'By letter.'];
    const [li, zhao, qian] = await Promise.all([
      key('li', '--alg', 'ES256', ...word),
      key('zhao', ...word),
      key('qian'),
    ]);
    expect(await post('admin/members/440000/keys', li.printed)).toMatchObject({
      status: 201,
      body: { alg: 'ES256' },
    });
    expect(await post('admin/members/440000/keys', zhao.printed)).toMatchObject({ status: 201 });
    expect(qian).toMatchObject({ code: 0, said: '' });
    const two = ['--key', 'li.json', '--key', 'zhao.json', '--for', 'qian.json'];
    const vouched = await party('vouch', ...two);
    expect(await post('members/440000/keys', vouched.printed)).toMatchObject({ status: 201 });
    const trains = ['agreements', 'guangdong-hubei-trains', '1'];
    const both = ['--key', 'li.json', '--key', 'zhao.json', '--grounds', 'An outbreak'];
    const ended = await party('end_in_emergency', ...both, ...trains);
    expect(await post('agreements/guangdong-hubei-trains/signatures', ended.printed)).toMatchObject({
      status: 200,
      body: { versions: [{ state: 'ended' }] },
    });
    const { kid } = JSON.parse(qian.printed) as { kid: string };
    const until = ['--until', '2020-03-16T12:00:00+08:00'];
    for (const [more, validTo] of [
      [until, '2020-03-16T12:00:00+08:00'],
      [[], expect.stringMatching(/^2020-03-16T09:/)],
    ] as const) {
      const end = await party('end', ...two, ...more);
      expect(await post(`members/440000/keys/${kid}/end`, end.printed)).toMatchObject({
        status: 200,
        body: { kid, validTo },
      });
    }
  }, 60_000);

  it('is signed as the party has it itself: told with its digest, and not signed where the hub has another', async () => {
    const document = termsOf('told', { validTo: '2020-04-10T00:00:00+08:00' });
    const draft = { document, lane: 'emergency', grounds: 'An outbreak' };
    const short = document.clauses.map(({ whenStale: _, ...clause }) => clause);
    const files = {
      mine: { ...draft, document: { ...document, clauses: short } },
      other: { ...draft, document: { ...document, basis: 'Another' } },
    };
    for (const [name, body] of Object.entries(files))
      await writeFile(join(folder, `${name}.json`), JSON.stringify(body));
    await party('key', '--key', 'sun.json', '--party', '440000', '--person', 'Sun');
    expect((await send(`${federation.hub.url}/v1/agreements`, 'POST', draft)).status).toBe(201);
    const sign = (...more: string[]) =>
      party('sign', '--key', 'sun.json', ...more, 'agreements', 'told', '1');
    const { said, printed } = await sign();
    expect(said).toContain('told version 1, emergency (An outbreak), from 2020-03-18T00:00:00+08:00');
    expect(said).toContain('hubei-to-guangdong: codes of 420000 in 440300 by showing');
    expect(JSON.parse(printed)).toMatchObject({
      signatures: [{ id: 'told', act: 'sign', kid: expect.stringContaining('sun') }],
    });
    const [digest = ''] = /sm3:[0-9a-f]{64}/.exec(said) ?? [];
    const [same, ...others] = await Promise.all([
      sign('--terms', 'mine.json', '--digest', digest),
      sign('--terms', 'other.json'),
      sign('--digest', 'sm3:0'),
      sign('--terms', 'sun.json'),
    ]);
    expect(same).toMatchObject({ code: 0, said });
    expect(others).toMatchObject(
      [`Not signed: the hub has ${digest}, and you have sm3:`, 'and you have sm3:0.', 'holds no draft'].map(
        (sentence) => ({ code: 2, printed: '', said: expect.stringContaining(sentence) }),
      ),
    );
  }, 60_000);

  it.each([
    ['no command', ['--key', 'li.json'], 'What is to be done? key, vouch, end, sign'],
    ['no key', ['sign'], 'With which key?'],
    ['an option that is none', ['sign', '--kye', 'li.json'], "Unknown option '--kye'"],
    [
      'a key that is there',
      ['key', '--key', 'li.json', '--party', '440000', '--person', 'Li'],
      'is there already',
    ],
    [
      'a folder that is not',
      ['key', '--key', 'x/li.json', '--party', '440000', '--person', 'Li'],
      'There is no folder x',
    ],
    [
      'another algorithm',
      ['key', '--key', 'b.json', '--party', '440000', '--person', 'Li', '--alg', 'RSA'],
      '--alg is',
    ],
    ['what is no key', ['sign', '--key', 'draft.json', 'agreements', 'x', '1'], 'draft.json holds no key'],
    ['no version', ['sign', '--key', 'li.json', 'agreements', 'x'], 'then its id and the version'],
    [
      'an agreement that is none',
      ['sign', '--key', 'li.json', 'agreements', 'x', '1'],
      '404 unknown_instrument',
    ],
    [
      'a version that is none',
      ['sign', '--key', 'li.json', 'agreements', 'guangdong-hubei-trains', '7'],
      'has no version 7',
    ],
  ])('ends with one sentence for %s', async (_what, args, said) => {
    const outcome = await party(...args);
    expect(outcome).toMatchObject({ code: 2, printed: '', said: expect.stringContaining(said) });
    expect(outcome.said.trim().split('\n')).toHaveLength(1);
  });
});
