import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

describe('the picture of a code', () => {
  it('is a QR that a camera reads as a handle of the code, and carries nothing of the holder', async () => {
    const code = await worldOf(federation).apply('420000', resident('421002', 1));
    const base = `${federation.issuer.url}/v1/issuers/420000/codes`;
    const make = (accept: string) =>
      fetch(`${base}/${code.codeRef}/make`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json' },
        body: '{}',
      });
    const { width, height, data } = PNG.sync.read(Buffer.from(await (await make('image/png')).arrayBuffer()));
    const presented = jsqr.default(new Uint8ClampedArray(data), width, height)?.data ?? '';
    expect(presented).toMatch(/^HR1\.420000\.k1\.[\w-]{86}$/);
    expect(presented).not.toContain(code.codeRef.slice(7));
    const { issuer, colour } = code;
    const { body } = await send(`${base}/verify`, 'POST', { presented });
    expect(body).toMatchObject({ result: 'valid', proof: { issuer, colour } });
    expect(JSON.stringify(body)).not.toContain(code.codeRef);
    const svg = await make('image/svg+xml');
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
    expect(await svg.text()).toMatch(/^<svg /);
  });

  it('a health query shows the holder masked, and no number', async () => {
    const person = resident('421002', 2);
    const code = await worldOf(federation).apply('420000', person);
    const answer = await fetch(
      `${federation.issuer.url}/v1/issuers/420000/codes/${code.codeRef}/health`,
    ).then((response) => response.text());
    expect(answer).not.toContain(person.number);
    expect(JSON.parse(answer)).toMatchObject({
      holder: {
        name: '试*',
        documentType: 'resident_id',
        documentNumber: expect.stringMatching(/^42\*+/) as unknown,
      },
    });
  });
});
