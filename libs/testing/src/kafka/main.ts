import { keepUntilTold } from '../keep-until-told.ts';
import { startOwnKafka } from './start-kafka.ts';

const kafka = await startOwnKafka();
if (kafka)
  keepUntilTold(
    `Kafka from ${kafka.origin}; Ctrl-C stops it and its data go.\nKAFKA_BROKERS=${kafka.brokers}`,
    kafka.stop,
  );
else {
  process.stderr.write('There is no Kafka to start: it takes Docker, or Java 17 and Maven.\n');
  process.exitCode = 1;
}
