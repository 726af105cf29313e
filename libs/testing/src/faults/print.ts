import type { Report, Struck } from './report.ts';

const MOST_SHOWN = 40;

export const faultLine = ({
  kind,
  target,
  heldSeconds,
  recoverySeconds,
  longest,
  waitingFor,
}: Struck): string => {
  const recovered =
    recoverySeconds === null
      ? `NOT RECOVERED (waiting for ${waitingFor ?? '?'})`
      : `${recoverySeconds.toFixed(1)} s (${longest?.what ?? ''}: ${(longest?.seconds ?? 0).toFixed(1)} s)`;
  return `  ${kind.padEnd(30)} ${target.padEnd(26)} held ${heldSeconds.toFixed(1).padStart(4)} s  recovered in ${recovered}`;
};

/** What came of a run, for people. */
export const reportText = ({
  seed,
  seconds,
  faults,
  writes,
  refusals,
  log,
  endedByThemselves,
  violations,
  checks,
}: Report): string => {
  const times = faults
    .flatMap(({ recoverySeconds }) => (recoverySeconds === null ? [] : [recoverySeconds]))
    .sort((a, b) => a - b);
  const ended = Object.entries(endedByThemselves).filter(([, times]) => times > 0);
  return [
    `${faults.length} faults in ${seconds.toFixed(0)} s, seed ${seed}`,
    `recovery: median ${(times[Math.floor(times.length / 2)] ?? NaN).toFixed(1)} s, longest ${(times.at(-1) ?? NaN).toFixed(1)} s`,
    ...Object.entries(writes).map(([name, count]) => `${name}: ${count}`),
    ...Object.entries(refusals).map(([reason, count]) => `refused: ${reason}: ${count}`),
    `messages in the log: ${log.messages}, of them copies: ${log.copies}`,
    ...(ended.length > 0
      ? [`ended by themselves: ${ended.map(([name, times]) => `${name} ${times}`).join(', ')}`]
      : []),
    ...violations.slice(0, MOST_SHOWN).map(({ kind, about, detail }) => `  ${kind}: ${about}: ${detail}`),
    ...(violations.length > MOST_SHOWN ? [`  … ${violations.length - MOST_SHOWN} more`] : []),
    ...checks.map(({ name, ok }) => `${ok ? '✓' : '✗'} ${name}`),
  ].join('\n');
};
