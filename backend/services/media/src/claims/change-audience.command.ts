import { withAudience } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';

/** Says who may see photos through a claim from now on. Older events that come late, and repeats, change nothing. */
export async function changeAudience(
  scope: Pick<Scope, 'items' | 'known'>,
  change: { claim: string; photoIds: readonly string[]; isPublic: boolean; eventId: string },
): Promise<void> {
  const audience = change.isPublic ? 'public' : 'restricted';
  await Promise.all(
    change.photoIds.map((id) =>
      scope.items.change(id, (photo) => ({ photo: withAudience(photo, change.claim, audience, change.eventId) })),
    ),
  );
  scope.known.distrust(change.photoIds);
}
