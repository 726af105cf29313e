import { afterAll, beforeAll, describe } from '@jest/globals';
import { deliveryCases, replayCases } from './contract-delivery.ts';
import { groupCases } from './contract-groups.ts';
import { orderCases } from './contract-order.ts';
import { outboxCases } from './contract-outbox.ts';
import { parkingCases } from './contract-parking.ts';
import { replicaCases } from './contract-replicas.ts';
import { sharingCases } from './contract-sharing.ts';
import type { BusHarness } from './harness.ts';

/** What every adapter of the bus has to pass, the delivery policy on top of it included. */
export const describeBus = (name: string, start: () => Promise<BusHarness>): void => {
  describe(`bus contract: ${name}`, () => {
    let started: BusHarness;
    beforeAll(async () => {
      started = await start();
    }, 60_000);
    afterAll(() => started.stop());
    const harness = (): BusHarness => started;
    describe('order', () => orderCases(harness));
    describe('groups', () => groupCases(harness));
    describe('sharing', () => sharingCases(harness));
    describe('the outbox', () => outboxCases(harness));
    describe('replicas', () => replicaCases(harness));
    describe('delivery of whole states', () => deliveryCases(harness));
    describe('replay of whole states', () => replayCases(harness));
    describe('delivery of steps', () => parkingCases(harness));
  });
};
