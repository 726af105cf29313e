/**
 * Loaded into a service before anything else (`--import`): its system clock stands off by what a file says, and steps
 * when it is told by SIGUSR2. Timers go on as they do when a system's clock is set: they follow another one.
 */
import { readFileSync } from 'node:fs';

const file = process.env['FAULT_CLOCK_FILE'];
const Real = Date;
let offsetMs = 0;

const read = (): void => {
  offsetMs = file ? Number(readFileSync(file, 'utf8')) : 0;
};

read();
process.on('SIGUSR2', read);

const now = (): number => Real.now() + offsetMs;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
