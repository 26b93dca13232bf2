import { accountRoutes } from './accounts/accounts.routes.ts';
import { sessionRoutes } from './sessions/sessions.routes.ts';

/** The table of contents: which features the service has. */
export const features = [accountRoutes, sessionRoutes] as const;
