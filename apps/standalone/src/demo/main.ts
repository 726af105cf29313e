import { mkdir, writeFile } from 'node:fs/promises';
import { storyText, stepText } from './print.ts';
import { runStories } from './run-stories.ts';
import { temporaryCluster } from './temporary-cluster.ts';
import { temporaryFederation } from './temporary-federation.ts';
import { worldOf, worldOn } from './world.ts';

// Who reads no more (`| head`) does not keep it from stopping what it started.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const write = (text: string): void => void process.stdout.write(text);

const FROM = '2020-02-07T08:00:00+08:00';

/** The federation in this process, or with `--cluster` each service in processes of its own. */
const isCluster = process.argv.includes('--cluster');

const started = isCluster ? await temporaryCluster(FROM) : await temporaryFederation(FROM);
try {
  const played = await runStories('hubUrl' in started ? worldOn(started) : worldOf(started), {
    story: (story) => write(storyText(story)),
    step: (step) => write(stepText(step)),
  });
  await mkdir('reports', { recursive: true });
  await writeFile(
    isCluster ? 'reports/demo-cluster.json' : 'reports/demo.json',
    JSON.stringify(
      played.map(({ id, ok }) => ({ id, ok })),
      null,
      1,
    ),
  );
  const failed = played.filter(({ ok }) => !ok);
  write(
    `\n${played.length} steps, ${failed.length} not as the story says${failed.length > 0 ? `: ${failed.map(({ id }) => id).join(', ')}` : ''}\n`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  await started.stop();
}
process.exit();
