import { describe, expect, it } from '@jest/globals';
import { clientConfig } from './client.ts';
import { connectHeard } from './heard-socket.ts';

const options = { brokers: ['kafka:9093'], clientId: 'hub' };

describe('a client of Kafka', () => {
  it('speaks plain text and gives no name, where it is told nothing else', () => {
    const config = clientConfig(options);
    expect(config).toMatchObject({ brokers: ['kafka:9093'], clientId: 'hub', socketFactory: connectHeard });
    expect(Object.keys(config)).not.toEqual(expect.arrayContaining(['ssl']));
    expect(Object.keys(config)).not.toEqual(expect.arrayContaining(['sasl']));
  });

  it('speaks TLS with the authorities and the key that it is given, also with none of its own', () => {
    expect(clientConfig({ ...options, tls: { ca: 'CA', cert: 'C', key: 'K' } }).ssl).toEqual({
      ...{ ca: 'CA', cert: 'C', key: 'K' },
    });
    expect(clientConfig({ ...options, tls: {} }).ssl).toEqual({});
  });

  it('gives its name as the mechanism says, from settings that stay as they are', () => {
    const sasl = { mechanism: 'scram-sha-256', username: 'hub', password: 'secret' } as const;
    const config = clientConfig({ ...options, sasl });
    expect(config.sasl).toEqual(sasl);
    // The library notes what it made of them in what it was given.
    expect(config.sasl).not.toBe(sasl);
  });
});
