import { configFromEnvironment, runUntilStopped } from '@huren/platform';
import { printedCall } from '../announce.ts';
import { seedOverHttp } from './seed-over-http.ts';
import { startServices } from './start-services.ts';

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

await runUntilStopped(async () => {
  const begun = performance.now();
  const services = await startServices(configFromEnvironment());
  const hub = services.hubs()[0]?.url ?? '';
  await seedOverHttp(hub, services.secret);
  const lines = services.all().map(({ name, url }) => `  ${name.padEnd(10)} ${url}/docs`);
  process.stdout.write(
    [
      `Huren 互认 is ready, a process a replica (${seconds(begun)} s)`,
      ...lines,
      ...printedCall(hub),
      '',
    ].join('\n'),
  );
  return services;
});
