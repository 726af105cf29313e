import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartError } from '../config/start-error.ts';

export type ListenOptions = {
  readonly host: string;
  readonly port: number;
  /** The variable that chooses the port, for the sentence when it is in use. */
  readonly variable: string;
};

const reasons: Record<string, (options: ListenOptions) => string> = {
  EADDRINUSE: ({ port, variable }) => `port ${port} is in use. Set ${variable} to another port`,
  EACCES: ({ port, variable }) => `port ${port} is not allowed to this user. Set ${variable} to another port`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}. Set HOST to one it has`,
  ENOTFOUND: ({ host }) => `${host} is no address. Set HOST to one`,
};

/** Listens, and answers the URL. @throws StartError that names the variable when the port is in use */
export const listen = async (app: NestFastifyApplication, options: ListenOptions): Promise<string> => {
  const { host, port } = options;
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new StartError(`Cannot listen on ${host}:${port}: ${reasons[code]?.(options) ?? message}.`);
  }
  return (await app.getUrl()).replace('[::1]', 'localhost');
};
