import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLink } from './tcp-link.ts';
import type { TcpLink } from './tcp-link.ts';

let echo: Server;
let link: TcpLink;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((done) => echo.listen(0, '127.0.0.1', done));
  link = await openLink({ port: (echo.address() as AddressInfo).port });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await link.close();
  await new Promise((done) => echo.close(done));
});

const client = (): Socket => {
  const socket = connect(link.port, '127.0.0.1');
  socket.on('error', () => undefined);
  clients.push(socket);
  return socket;
};

/** What comes back next. */
const next = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (data) => resolve(data.toString())));

const closed = (socket: Socket): Promise<void> => new Promise((done) => socket.once('close', () => done()));

describe('a link', () => {
  it('passes on what is sent, both ways', async () => {
    const socket = client();
    socket.write('there and back');
    expect(await next(socket)).toBe('there and back');
  });

  it('cut by a reset ends connections and takes no new one, until it heals', async () => {
    const socket = client();
    socket.write('a');
    await next(socket);
    link.sever('reset');
    await closed(socket);
    await closed(client());
    link.heal();
    const again = client();
    again.write('b');
    expect(await next(again)).toBe('b');
  });

  it('cut in silence passes nothing and tells nobody; what waited goes on when it heals', async () => {
    const [old, fresh] = [client(), client()];
    old.write('a');
    await next(old);
    link.sever('silent');
    const late = client();
    const answers: string[] = [];
    for (const socket of [old, fresh, late]) {
      socket.on('data', (data) => answers.push(data.toString()));
      socket.write('waited');
    }
    await new Promise((done) => setImmediate(() => setImmediate(done)));
    expect(answers).toEqual([]);
    const all = Promise.all([old, fresh, late].map(next));
    link.heal();
    expect(await all).toEqual(['waited', 'waited', 'waited']);
  });

  it('that forgets its connections passes new ones, and nothing on the old ones, healed or not', async () => {
    const old = client();
    old.write('a');
    await next(old);
    link.sever('forgotten');
    const answers: string[] = [];
    old.on('data', (data) => answers.push(data.toString()));
    old.write('lost');
    const fresh = client();
    fresh.write('b');
    expect(await next(fresh)).toBe('b');
    link.heal();
    fresh.write('c');
    expect(await next(fresh)).toBe('c');
    expect(answers).toEqual([]);
    expect(old.destroyed).toBe(false);
  });
});
