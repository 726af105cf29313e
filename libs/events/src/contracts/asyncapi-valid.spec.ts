import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { asyncApiDocument } from './asyncapi.ts';

const SEVERE = 1;

const faultsOf = async (document: unknown): Promise<string[]> => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  return diagnostics
    .filter(({ severity }) => severity <= SEVERE)
    .map(({ path, message }) => `${path.join('/')} ${message}`);
};

describe('the AsyncAPI document, to the AsyncAPI parser', () => {
  it('is valid', async () => {
    expect(await faultsOf(asyncApiDocument())).toEqual([]);
  });

  it('would not be with a partition count that Kafka cannot have', async () => {
    const document = structuredClone(asyncApiDocument()) as ReturnType<typeof asyncApiDocument>;
    Object.assign(document.channels['huren_code_v1']!.bindings.kafka, { partitions: 0 });
    expect((await faultsOf(document)).join()).toContain('channels/huren_code_v1/bindings/kafka/partitions');
  });
});
