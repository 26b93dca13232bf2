import { deliveryRoutes } from './delivery/delivery.routes.ts';
import { photoRoutes } from './photos/photos.routes.ts';

/** The table of contents: which features the service has. */
export const features = [photoRoutes, deliveryRoutes] as const;
