import { channelRoutes } from './channels/channels.routes.ts';
import { historyRoutes } from './history/history.routes.ts';

/** The table of contents: which features answer over HTTP. The rest reacts to events and to sockets. */
export const features = [historyRoutes, channelRoutes] as const;
