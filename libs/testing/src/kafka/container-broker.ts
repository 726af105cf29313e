import { GenericContainer, getContainerRuntimeClient } from 'testcontainers';
import { IMAGES, orStopped } from '../docker.ts';
import { freePort } from '../free-port.ts';
import type { OwnKafka } from './kafka-server.ts';
import { commonSettings } from './settings.ts';
import { untilServing } from './until-serving.ts';

const [PORT, CONTROLLER_PORT] = [9092, 9093];

const environment = (port: number): Record<string, string> => {
  const settings: Record<string, string | number> = {
    'node.id': 1,
    'process.roles': 'broker,controller',
    'controller.quorum.voters': `1@127.0.0.1:${CONTROLLER_PORT}`,
    listeners: `PLAINTEXT://0.0.0.0:${PORT},CONTROLLER://127.0.0.1:${CONTROLLER_PORT}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    ...commonSettings,
  };
  const nameOf = (name: string): string => `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`;
  return {
    KAFKA_HEAP_OPTS: '-Xmx512m',
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [nameOf(name), String(value)])),
  };
};

/** Starts a broker in a container. It keeps its port, so that clients find it again. */
export const startContainerBroker = async (): Promise<OwnKafka> => {
  const port = await freePort();
  const started = await new GenericContainer(IMAGES.kafka)
    .withExposedPorts({ container: PORT, host: port })
    .withEnvironment(environment(port))
    .start();
  await orStopped(started, untilServing(port));
  const { container } = await getContainerRuntimeClient();
  const handle = container.getById(started.getId());
  return {
    brokers: `127.0.0.1:${port}`,
    origin: `a container, ${IMAGES.kafka}`,
    kill: () => handle.kill(),
    start: async () => {
      await handle.start();
      await untilServing(port);
    },
    stop: async () => void (await started.stop()),
  };
};
