import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectHeard } from './heard-socket.ts';

let server: Server;
const taken: Socket[] = [];
let answers = true;

beforeEach(async () => {
  answers = true;
  server = createServer((socket) => {
    taken.push(socket.on('error', () => undefined));
    socket.on('data', (data) => answers && socket.write(data));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of taken.splice(0)) socket.destroy();
  await new Promise((done) => server.close(done));
});

const connected = async (silenceMs: number): Promise<Socket> => {
  const { port } = server.address() as AddressInfo;
  const socket = connectHeard({ host: '127.0.0.1', port, onConnect: () => undefined }, silenceMs);
  await once(socket, 'connect');
  return socket;
};

describe('a connection to a broker', () => {
  it('ends when nothing is heard after something was sent', async () => {
    const socket = await connected(20);
    answers = false;
    socket.write('anybody there?');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toBe('the broker is not heard');
    expect(socket.destroyed).toBe(true);
  });

  it('stays while it is answered, and while nothing is asked', async () => {
    const [socket, other] = [await connected(2_000), await connected(500)];
    for (const word of ['one', 'two']) {
      socket.write(word);
      expect(String((await once(socket, 'data'))[0])).toBe(word);
    }
    other.write('a');
    await once(other, 'data');
    answers = false;
    socket.destroy();
    const silent = await connected(20);
    silent.write('x');
    await once(silent, 'error');
    expect(other.destroyed).toBe(false);
  });
});
