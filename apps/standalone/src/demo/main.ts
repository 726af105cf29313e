import { mkdir, writeFile } from 'node:fs/promises';
import { storyText, stepText } from './print.ts';
import { runStories } from './run-stories.ts';
import { temporaryFederation } from './temporary-federation.ts';
import { worldOf } from './world.ts';

const write = (text: string): void => void process.stdout.write(text);

const federation = await temporaryFederation('2020-02-11T09:00:00+08:00');
try {
  const played = await runStories(worldOf(federation), {
    story: (story) => write(storyText(story)),
    step: (step) => write(stepText(step)),
  });
  await mkdir('reports', { recursive: true });
  await writeFile(
    'reports/demo.json',
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
  await federation.stop();
}
process.exit();
