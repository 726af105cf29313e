/** What `@jest/globals` gives, where Node itself runs the specs; that runner knows no time limits. */
import { bind } from 'jest-each';

const run = globalThis;
const { jest, expect, describe } = run;

const TIMEOUT_MS = 30_000;

const inTime = (work, ms) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`This took longer than ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const limited =
  (add) =>
  (name, work, ms = TIMEOUT_MS) =>
    add(name, async () => inTime(work(), ms));
const hook =
  (add) =>
  (work, ms = TIMEOUT_MS) =>
    add(async () => inTime(work(), ms));

const it = limited(run.it);
it.skip = run.it.skip;
it.only = limited(run.it.only);
for (const one of [it, it.skip, it.only]) one.each = bind(one);

const [beforeAll, afterAll] = [run.beforeAll, run.afterAll].map(hook);
const [beforeEach, afterEach] = [run.beforeEach, run.afterEach].map(hook);

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, it as test };
