import type { Redis } from 'ioredis';
import type { RedisLink } from './redis-link.ts';
import type { CacheLives, Recalled, Versioned, VersionedCache } from './versioned-cache.ts';

// A value's key holds a version, and after a blank the value as JSON; a floor's key a version. They end each by itself.
const RECALL = `
local time = redis.call('TIME')
return { time[1] * 1000 + math.floor(time[2] / 1000), redis.call('MGET', unpack(KEYS)) }`;

const VERSION_AT = `
local function version_at(key)
  return tonumber(string.match(redis.call('GET', key) or '-1', '^-?%d+'))
end
local count = #KEYS / 2`;

const KEEP = `${VERSION_AT}
for at = 1, count do
  local value, floor, text = KEYS[at], KEYS[count + at], ARGV[at + 1]
  local version = tonumber(string.match(text, '^%d+'))
  if version >= version_at(floor) and version > version_at(value) then
    redis.call('SET', value, text, 'PXAT', ARGV[1])
  end
end`;

const RAISE = `${VERSION_AT}
for at = 1, count do
  local value, floor, text = KEYS[at], KEYS[count + at], ARGV[at + 1]
  local version = tonumber(text)
  if version_at(floor) > version then redis.call('PEXPIRE', floor, ARGV[1])
  else redis.call('SET', floor, text, 'PX', ARGV[1]) end
  if version_at(value) < version then redis.call('DEL', value) end
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
  const floor = (key: string): string => `${name}.floor:${key}`;
  const places = (part: readonly (readonly [string, unknown])[]): string[] => {
    const keys = part.map(([key]) => key);
    return [...keys.map(place), ...keys.map(floor)];
  };

  const keep = async (read: ReadonlyMap<string, Versioned<T>>, deadline: number): Promise<void> => {
    const kept = parts([...read]).map((part) => {
      const texts = part.map(([, { version, value }]) => `${version} ${JSON.stringify(value)}`);
      return link.ask((redis) =>
        scriptsOf(redis).hurenKeep(2 * part.length, ...places(part), deadline, ...texts),
      );
    });
    await Promise.all(kept);
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
      const times = await Promise.all(parts(keys).map((part) => recallPart(part, found)));
      // Not to be compared where a part has no answer: then nothing may be kept.
      const time = Math.min(...times.map((one) => one ?? NaN));
      return {
        found,
        keep: (read) => (Number.isFinite(time) ? keep(read, time + lives.lifeMs) : Promise.resolve()),
      };
    },
    async raise(floors) {
      const ms = lives.lifeMs + lives.commitMs;
      const raised = parts([...floors]).map((part) => {
        const versions = part.map(([, version]) => version);
        return link.ask((redis) =>
          scriptsOf(redis).hurenRaise(2 * part.length, ...places(part), ms, ...versions),
        );
      });
      await Promise.all(raised);
    },
  };
};
