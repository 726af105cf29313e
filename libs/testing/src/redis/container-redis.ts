import { GenericContainer, getContainerRuntimeClient } from 'testcontainers';
import { IMAGES, orStopped } from '../docker.ts';
import { freePort } from '../free-port.ts';
import { commandsTo } from './commands.ts';
import type { OwnRedis } from './redis-server.ts';
import { untilAnswering } from './until-answering.ts';

const PORT = 6379;

/** Starts Redis in a container. It keeps its port, so that clients find it again. */
export const startContainerRedis = async (): Promise<OwnRedis> => {
  const port = await freePort();
  const started = await new GenericContainer(IMAGES.redis)
    .withExposedPorts({ container: PORT, host: port })
    .withCommand(['redis-server', '--save', '', '--appendonly', 'no', '--protected-mode', 'no'])
    .start();
  const { container } = await getContainerRuntimeClient();
  const handle = container.getById(started.getId());
  await orStopped(started, untilAnswering(port));
  return {
    url: `redis://127.0.0.1:${port}`,
    origin: `a container, ${IMAGES.redis}`,
    kill: () => handle.kill(),
    start: async () => {
      await handle.start();
      await untilAnswering(port);
    },
    freeze: () => handle.pause(),
    thaw: () => handle.unpause(),
    ...commandsTo(port),
    stop: async () => void (await started.stop()),
  };
};
