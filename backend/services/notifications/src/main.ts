import { runService } from '@tintype/telemetry';
import { notificationsService } from './service.ts';

await runService(notificationsService);
