export interface BrokerPlace {
  data: string;
  port: number;
  controllerPort: number;
}

/**
 * One node that is broker and controller, in a small heap. Groups form without delay, old segments are
 * compacted at once, and a broker that was killed may come back after two seconds.
 */
export const brokerSettings = ({
  data,
  port,
  controllerPort,
}: BrokerPlace): Record<string, string | number> => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  'log.dirs': data,
  ...commonSettings,
});

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
