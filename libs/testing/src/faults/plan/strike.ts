import type { World } from '../world/world.ts';
import type { Fault } from './faults.ts';

/** Heals what was done; resolves when what was killed runs again, so that recovery can begin. */
export type Heal = () => Promise<void>;

const kill = async (world: World, target: string): Promise<Heal> => {
  if (target === 'kafka' || target === 'postgres' || target === 'redis') {
    const server = world[target];
    await server.kill();
    return () => server.start();
  }
  const service = world.service(target);
  await service.kill();
  // Its own start is part of its recovery.
  return () => Promise.resolve(void service.start());
};

const freeze = (world: World, target: string): Heal => {
  if (target === 'kafka') {
    world.kafka.freeze();
    return () => Promise.resolve(world.kafka.thaw());
  }
  const service = world.service(target);
  service.signal('SIGSTOP');
  return () => Promise.resolve(service.signal('SIGCONT'));
};

const setClock = async (world: World, target: string, offsetMs: number): Promise<void> => {
  await world.clocks.set(target, offsetMs);
  world.service(target).signal('SIGUSR2');
};

/** Does a fault. */
export const strike = async (world: World, fault: Fault): Promise<Heal> => {
  switch (fault.kind) {
    case 'kill':
      return kill(world, fault.target);
    case 'freeze':
      return freeze(world, fault.target);
    case 'cut': {
      const link = world.links.of(fault.place, fault.server);
      link.sever(fault.how);
      return () => Promise.resolve(link.heal());
    }
    case 'rebalance': {
      if (fault.how === 'all') {
        const heals = await Promise.all(fault.targets.map((target) => kill(world, target)));
        return async () => void (await Promise.all(heals.map((heal) => heal())));
      }
      const service = world.service(fault.target);
      await service.start();
      return () => service.stop();
    }
    case 'clock': {
      if (fault.how === 'step') {
        await setClock(world, fault.target, fault.byMs);
        return () => setClock(world, fault.target, 0);
      }
      await world.clocks.moveAll(fault.byMs);
      for (const service of world.services) service.signal('SIGUSR2');
      return () => Promise.resolve();
    }
  }
};
