import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

/** Longer than any request waits for its answer. */
const SILENCE_MS = 12_000;
const KEEP_ALIVE_MS = 60_000;

export interface Broker {
  host: string;
  port: number;
  /** TLS; absent: plain text. */
  ssl?: ConnectionOptions;
  onConnect: () => void;
}

const connected = ({ host, port, ssl, onConnect }: Broker): Socket =>
  ssl
    ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
    : connect({ host, port }, onConnect);

/**
 * A connection that ends when nothing is heard after something was sent: it may be half open, and the client would go
 * on sending over it.
 */
export const connectHeard = (broker: Broker, silenceMs = SILENCE_MS): Socket => {
  const socket = connected(broker).setKeepAlive(true, KEEP_ALIVE_MS);
  const send = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let silence: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };
  socket.on('data', heard).on('close', heard);
  socket.write = (...args: unknown[]): boolean => {
    silence ??= setTimeout(() => socket.destroy(new Error('the broker is not heard')), silenceMs);
    return send(...args);
  };
  return socket;
};
