import type { Routes } from '@tintype/http';
import { deliveryRoutes } from './delivery/delivery.routes.ts';
import type { Intake } from './photos/intake.ts';
import { photoRoutes } from './photos/photos.routes.ts';
import type { Scope } from './scope.ts';

/** The table of contents: which features the service has. Uploads come in through `intake`. */
export function createFeatures(intake: Intake): readonly Routes<Scope>[] {
  return [photoRoutes(intake.receive), deliveryRoutes];
}
