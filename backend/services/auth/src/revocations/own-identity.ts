import { createIdentity, createRevocationList } from '@tintype/identity';
import type { Identity } from '@tintype/identity';
import type { ServiceParts } from '@tintype/service';
import type { AuthConfig } from '../config.ts';
import type { AuthDependencies } from '../dependencies.ts';

/** Auth's own identity: it reads the revocations it keeps, instead of asking itself over the network. */
export async function connectOwnIdentity(
  dependencies: AuthDependencies,
  parts: ServiceParts<AuthConfig>,
): Promise<Identity> {
  const revocations = await createRevocationList({
    logger: parts.logger,
    pull: async (since) => ({ asOf: new Date(), revocations: await dependencies.revocations.listSince(since) }),
  });
  dependencies.revocations.onRecorded((revocation) => revocations.add(revocation));
  return createIdentity(parts.config, revocations);
}
