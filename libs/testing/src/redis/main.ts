import { keepUntilTold } from '../keep-until-told.ts';
import { startOwnRedis } from './start-redis.ts';

const redis = await startOwnRedis();
if (redis)
  keepUntilTold(
    `Redis from ${redis.origin}; Ctrl-C stops it and its data go.\nREDIS_URL=${redis.url}`,
    redis.stop,
  );
else {
  process.stderr.write('There is no Redis to start: it takes Docker, or redis-server.\n');
  process.exitCode = 1;
}
