/** What `npm test` takes at most, in seconds, on the machine for which times are stated (`pace.mjs`). */
const PROMISED = 300;

/** And on one that is so many times as slow. */
export const promised = (slow) => PROMISED * slow;

/** @param {number} seconds such as 288, which is `4 min 48 s` */
const durationText = (seconds) => {
  const whole = Math.round(seconds);
  return [
    [Math.floor(whole / 60), 'min'],
    [whole % 60, 's'],
  ]
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
};

/**
 * The last line of a run: what failed, or how long it all took.
 * @param {readonly string[]} failed
 * @param {number} seconds
 * @param {number} slow how many times as slow the machine was as stated
 */
export const lastLine = (failed, seconds, slow = 1) => {
  const pace = slow < 1.05 ? '' : `, on a machine ${slow.toFixed(1)} times as slow as stated`;
  const time = `${durationText(seconds)} (of ${durationText(PROMISED)}${pace})`;
  return failed.length > 0 ? `Failed: ${failed.join(', ')}, in ${time}` : `Everything held in ${time}`;
};
