import type { Redis } from 'ioredis';
import type { RedisLink } from './redis-link.ts';
import type { CacheLives, Recalled, Versioned, VersionedCache } from './versioned-cache.ts';

// A key holds a version, and after a blank the value as JSON; a floor is a version alone.
const RECALL = `
local time = redis.call('TIME')
return { time[1] * 1000 + math.floor(time[2] / 1000), redis.call('MGET', unpack(KEYS)) }`;

const HELD = `
local function held(key)
  local text = redis.call('GET', key)
  if not text then return -1, true end
  return tonumber(string.match(text, '^%d+')), not string.find(text, ' ', 1, true)
end`;

const KEEP = `${HELD}
for at, key in ipairs(KEYS) do
  local text = ARGV[at + 1]
  local version, known, is_floor = tonumber(string.match(text, '^%d+')), held(key)
  if known < version or (known == version and is_floor) then redis.call('SET', key, text, 'PXAT', ARGV[1]) end
end`;

const RAISE = `${HELD}
for at, key in ipairs(KEYS) do
  local version, known, is_floor = tonumber(ARGV[at + 1]), held(key)
  if known < version or (known == version and is_floor) then
    redis.call('SET', key, ARGV[at + 1], 'PX', ARGV[1])
  end
end`;

type Scripts = {
  hurenRecall(count: number, ...keys: string[]): Promise<[number, (string | null)[]]>;
  hurenKeep(count: number, ...keysAndArguments: (string | number)[]): Promise<null>;
  hurenRaise(count: number, ...keysAndArguments: (string | number)[]): Promise<null>;
};

const scriptsOf = (redis: Redis): Scripts => redis as unknown as Scripts;

/** Most keys of one command, so that it holds nobody up. */
const MOST = 500;

const parts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST) }, (_, at) => all.slice(at * MOST, (at + 1) * MOST));

/** A cache on Redis, its keys under a name. The time that counts is the server's alone. */
export const redisCache = <T>(link: RedisLink, name: string, lives: CacheLives): VersionedCache<T> => {
  const { client } = link;
  client.defineCommand('hurenRecall', { lua: RECALL });
  client.defineCommand('hurenKeep', { lua: KEEP });
  client.defineCommand('hurenRaise', { lua: RAISE });
  const place = (key: string): string => `${name}:${key}`;

  const keep = async (read: ReadonlyMap<string, Versioned<T>>, deadline: number): Promise<void> => {
    for (const part of parts([...read])) {
      const keys = part.map(([key]) => place(key));
      const texts = part.map(([, { version, value }]) => `${version} ${JSON.stringify(value)}`);
      await link.ask((redis) => scriptsOf(redis).hurenKeep(part.length, ...keys, deadline, ...texts));
    }
  };

  const recallPart = async (keys: string[], found: Map<string, T>): Promise<number | undefined> => {
    const answer = await link.ask((redis) => scriptsOf(redis).hurenRecall(keys.length, ...keys.map(place)));
    if (!answer) return undefined;
    const [time, texts] = answer;
    texts.forEach((text, at) => {
      const blank = text?.indexOf(' ') ?? -1;
      if (text && blank > 0) found.set(keys[at] ?? '', JSON.parse(text.slice(blank + 1)) as T);
    });
    return time;
  };

  return {
    async recall(keys): Promise<Recalled<T>> {
      const found = new Map<string, T>();
      const times: (number | undefined)[] = [];
      for (const part of parts(keys)) times.push(await recallPart(part, found));
      const [time] = times;
      const isWhole = time !== undefined && !times.includes(undefined);
      return {
        found,
        keep: (read) => (isWhole ? keep(read, time + lives.lifeMs) : Promise.resolve()),
      };
    },
    async raise(floors) {
      for (const part of parts([...floors])) {
        const keys = part.map(([key]) => place(key));
        const versions = part.map(([, version]) => version);
        const ms = lives.lifeMs + lives.commitMs;
        await link.ask((redis) => scriptsOf(redis).hurenRaise(part.length, ...keys, ms, ...versions));
      }
    },
  };
};
