import { expect, it } from '@jest/globals';
import { steadyPort } from './free-port.ts';

it('a steady port is given once, though nobody listens on it yet', async () => {
  const ports = await Promise.all(Array.from({ length: 500 }, steadyPort));
  expect(new Set(ports).size).toBe(ports.length);
});
