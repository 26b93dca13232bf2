import { runService } from '@tintype/telemetry';
import { authService } from './service.ts';

await runService(authService);
