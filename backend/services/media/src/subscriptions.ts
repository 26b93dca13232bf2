import type { EventTransport } from '@tintype/events';
import { claimEvents, distrustPhotos, keepClaims, photoEvents } from './claims/claims.consumer.ts';
import type { Dependencies } from './dependencies.ts';

/** Which events the service takes in, and what for. */
export async function subscribe({ scope }: Dependencies, transport: EventTransport): Promise<void> {
  await transport.listen(photoEvents, distrustPhotos(scope));
  await transport.subscribe({ consumer: 'media.claims', events: claimEvents, handle: keepClaims(scope) });
}
