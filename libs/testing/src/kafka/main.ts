import { startOwnKafka } from './start-kafka.ts';

const kafka = await startOwnKafka();
if (kafka) {
  process.stdout.write(
    `Kafka from ${kafka.origin}; Ctrl-C stops it and its data go.\nKAFKA_BROKERS=${kafka.brokers}\n`,
  );
  let stopping: Promise<void> | undefined;
  const stop = (): void => void (stopping ??= kafka.stop().then(() => process.exit()));
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(event, stop);
} else {
  process.stderr.write('There is no Kafka to start: it takes Docker, or Java 17 and Maven.\n');
  process.exitCode = 1;
}
