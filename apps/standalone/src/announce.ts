import { keyFingerprint } from '@huren/crypto';
import { chinaTime } from '@huren/standard';
import type { Federation } from './federation.ts';
import { SAMPLE } from './seed/sample.ts';

/** A call that works as pasted. */
export const printedCall = (hubUrl: string): string[] => [
  'Try it: a card of Heilongjiang is shown at Yantai, Shandong',
  `  curl -s ${hubUrl}/v1/recognitions -H 'content-type: application/json' -d '${JSON.stringify({ presented: SAMPLE.presented, destination: SAMPLE.destination })}'`,
];

const SLACK_MS = 60_000;

/** Says so where the domain clock is later than what was asked for, or than the system's: it never goes backwards. */
export const clockNotes = (asked: string | undefined, now: Date, system = new Date()): string[] => {
  const expected = asked ? new Date(asked) : system;
  if (now.getTime() - expected.getTime() <= SLACK_MS) return [];
  const than = asked ? 'HUREN_CLOCK' : "the system's";
  return [
    `The domain clock goes on from ${chinaTime(now)}, the last moment of this data folder, later than ${than}.`,
  ];
};

/** What a start prints: a line a service, what is to be noted, and a call that works as pasted. */
export const announce = (
  { hub, risk, issuer, keys }: Federation,
  ms: number,
  notes: readonly string[] = [],
): string =>
  [
    `Huren 互认 is ready (${(ms / 1000).toFixed(1)} s)`,
    `  hub     ${hub.url}/docs`,
    `  risk    ${risk.url}/docs`,
    `  issuers ${issuer.url}/docs`,
    `  registrar ${keyFingerprint(keys.registrar)}`,
    ...notes,
    ...printedCall(hub.url),
    '',
  ].join('\n');
