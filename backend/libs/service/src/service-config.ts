import type { z } from 'zod';
import type { serviceShape } from '@tintype/config';

/** What every service's configuration has. */
export type ServiceConfig = z.output<z.ZodObject<typeof serviceShape>>;
