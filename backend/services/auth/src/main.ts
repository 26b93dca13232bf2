import { runService } from '@tintype/telemetry';

await runService(async () => (await import('./service.ts')).authService);
