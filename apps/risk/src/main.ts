import { runService } from '@huren/platform';
import { startRisk } from './start-risk.ts';

await runService(startRisk);
