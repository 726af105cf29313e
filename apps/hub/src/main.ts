import { runService } from '@huren/platform';
import { startHub } from './start-hub.ts';

await runService(startHub);
