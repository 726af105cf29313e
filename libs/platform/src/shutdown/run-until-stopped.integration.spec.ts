import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const pathTo = (file: string): string => JSON.stringify(join(import.meta.dirname, file));

const launch = (start: string, channel = false): ChildProcess => {
  const script = `import { runUntilStopped } from ${pathTo('run-until-stopped.ts')};
    import { StartError } from ${pathTo('../config/start-error.ts')};
    const alive = setInterval(() => undefined, 1000);
    const stop = async () => void process.stdout.write('stopped');
    const running = () => { process.stdout.write('running'); return { stop }; };
    await runUntilStopped(async () => { ${start} });`;
  return spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])],
  });
};

const ended = async (child: ChildProcess, onRunning: () => void) => {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    if (!out.includes('running') && (out += String(chunk)).includes('running')) onRunning();
    else out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => void (err += String(chunk)));
  const said = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'end'));
  const [code] = (await once(child, 'exit')) as [number | null];
  await Promise.all(said);
  return { code, isStopped: out.includes('stopped'), err };
};

describe('a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops at %s, also when it comes twice', async (signal) => {
    const child = launch('return running();');
    const end = await ended(child, () => [1, 2].forEach(() => child.kill(signal)));
    expect(end).toEqual({ code: 0, isStopped: true, err: 'Huren is stopping …\n' });
  });

  it('stops when what started it is gone', async () => {
    const child = launch('return running();', true);
    const end = await ended(child, () => child.disconnect());
    expect(end).toMatchObject({ code: 0, isStopped: true });
  });

  it('obeys a signal that comes while it starts', async () => {
    const child = launch(
      `const made = running(); await new Promise((go) => process.once('SIGTERM', go)); return made;`,
    );
    const end = await ended(child, () => child.kill('SIGTERM'));
    expect(end).toMatchObject({ code: 0, isStopped: true });
  });

  it('stops after a fault that nobody caught, and says so', async () => {
    const end = await ended(
      launch(`setTimeout(() => { throw new Error('oh'); }); return running();`),
      () => undefined,
    );
    expect(end).toMatchObject({ code: 1, isStopped: true, err: expect.stringContaining('Error: oh') });
  });

  it('says in one sentence why it cannot start', async () => {
    const end = await ended(launch(`throw new StartError('HUB_PORT is not a port.');`), () => undefined);
    expect(end).toEqual({
      code: 1,
      isStopped: false,
      err: 'Huren does not start: HUB_PORT is not a port.\n',
    });
  });
});
