import { availableParallelism } from 'node:os';
import { defineService } from '@tintype/service';
import type { SharedParts } from '@tintype/service';
import type { ServiceDefinition } from '@tintype/telemetry';
import { createFeatures } from './app.ts';
import { implementPhotoService } from './claims/photo-service.rpc.ts';
import { readConfig } from './config.ts';
import { connect } from './dependencies.ts';
import { createWorkshop } from './imaging/workshop.ts';
import { createIntake } from './photos/intake.ts';
import { createScope } from './scope.ts';
import { subscribe } from './subscriptions.ts';

const name = 'media';
/** Three seconds of work on two cores; who would wait longer is better told so. */
const waitingPhotos = 18;

/** Photos: upload, variants, delivery, and what keeps them alive. */
export const mediaService: ServiceDefinition<SharedParts> = {
  name,
  // The plan is made at each start, because uploads are refused before there is a request's scope to ask.
  start: async (environment, shared) => {
    const workshop = createWorkshop({ benches: availableParallelism(), places: waitingPhotos });
    const intake = createIntake({ perMinute: readConfig(environment).MEDIA_PHOTOS_PER_MINUTE, workshop });
    const service = defineService({
      name,
      config: readConfig,
      connect: (parts) => connect(parts, { workshop, intake }),
      features: createFeatures(intake),
      createScope,
      idempotency: (dependencies) => dependencies.idempotency,
      rpc: (dependencies) => [implementPhotoService(dependencies.scope)],
      subscribe,
      ready: (dependencies) => dependencies.ready(),
      close: (dependencies) => dependencies.close(),
    });
    return service.start(environment, shared);
  },
};
