/**
 * The runner answers all its processes when one asks what it works on. Who was not yet listening then would wait for
 * ever: what came is kept until it is asked for.
 */
const ASKED = 'jest-light-runner-get-worker-data';

if (process.send) {
  let kept;
  const { send } = process;
  process.on('message', (message) => {
    if (message?.type === 'jest-light-runner-worker-data') kept = message;
  });
  process.send = (message, ...more) => {
    if (message !== ASKED || kept === undefined) return send.call(process, message, ...more);
    process.nextTick(() => process.emit('message', kept));
    return true;
  };
}
