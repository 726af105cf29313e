import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import kafkajs from 'kafkajs';

/** Events of one kind are much alike: the quickest level saves nearly as much as the client's own, at a third of its cost. */
const QUICK = { level: constants.Z_BEST_SPEED };

/** Puts a quicker gzip in the place of the client's. */
export const useQuickGzip = (): void => {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.GZIP] = () => ({
    compress: ({ buffer }: { buffer: Buffer }): Promise<Buffer> =>
      promisify<Buffer, object, Buffer>(gzip)(buffer, QUICK),
    decompress: (buffer: Buffer): Promise<Buffer> => promisify<Buffer, Buffer>(gunzip)(buffer),
  });
};
