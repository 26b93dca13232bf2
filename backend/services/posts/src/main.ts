import { runService } from '@tintype/telemetry';
import { postsService } from './service.ts';

await runService(postsService);
