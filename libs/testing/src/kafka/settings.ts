/** A further way in, with an address of its own that clients are told: such as one end of a link of a network. */
export interface Entrance {
  port: number;
  advertisedPort: number;
  /** Absent: plain text, for everybody. */
  protocol?: 'SSL' | 'SASL_SSL' | 'SASL_PLAINTEXT';
}

export interface BrokerPlace {
  data: string;
  port: number;
  controllerPort: number;
  entrances?: readonly Entrance[];
}

const NAME = 'PLAINTEXT';

const waysIn = ({ port, entrances = [] }: BrokerPlace) => [
  { name: NAME, port, advertisedPort: port, protocol: NAME },
  ...entrances.map((entrance, at) => ({ name: `ENTRANCE${at}`, protocol: NAME, ...entrance })),
];

/**
 * One node that is broker and controller, in a small heap. Groups form without delay, old segments are
 * compacted at once, and a broker that was killed may come back after two seconds.
 */
export const brokerSettings = (place: BrokerPlace): Record<string, string | number> => {
  const { data, controllerPort } = place;
  const ways = waysIn(place);
  const listeners = ways.map(({ name, port }) => `${name}://127.0.0.1:${port}`);
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: [...listeners, `CONTROLLER://127.0.0.1:${controllerPort}`].join(','),
    'advertised.listeners': ways.map((way) => `${way.name}://127.0.0.1:${way.advertisedPort}`).join(','),
    'inter.broker.listener.name': NAME,
    'listener.security.protocol.map': [
      'CONTROLLER:PLAINTEXT',
      ...ways.map(({ name, protocol }) => `${name}:${protocol}`),
    ].join(','),
    'log.dirs': data,
    ...commonSettings,
  };
};

/** What jars and image have in common. */
export const commonSettings: Record<string, string | number> = {
  'controller.listener.names': 'CONTROLLER',
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'auto.create.topics.enable': 'false',
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1000,
  'broker.session.timeout.ms': 2000,
  'broker.heartbeat.interval.ms': 500,
  'log.cleaner.backoff.ms': 200,
  'log.cleaner.dedupe.buffer.size': 16_777_216,
  'log.index.size.max.bytes': 1_048_576,
  'num.network.threads': 2,
  'num.io.threads': 4,
};
