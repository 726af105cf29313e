import type { Federation } from './federation.ts';
import { SAMPLE } from './seed/sample.ts';

/** A call that works as pasted. */
export const printedCall = (hubUrl: string): string[] => [
  'Try it: a card of Heilongjiang is shown at Yantai, Shandong',
  `  curl -s ${hubUrl}/v1/recognitions -H 'content-type: application/json' -d '${JSON.stringify({ presented: SAMPLE.presented, destination: SAMPLE.destination })}'`,
];

/** What a start prints: a line a service, and a call that works as pasted. */
export const announce = ({ hub, risk, issuer }: Federation, ms: number): string =>
  [
    `Huren 互认 is ready (${(ms / 1000).toFixed(1)} s)`,
    `  hub     ${hub.url}/docs`,
    `  risk    ${risk.url}/docs`,
    `  issuers ${issuer.url}/docs`,
    ...printedCall(hub.url),
    '',
  ].join('\n');
