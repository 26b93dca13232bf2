import { runService } from '@tintype/telemetry';
import { mediaService } from './service.ts';

await runService(mediaService);
