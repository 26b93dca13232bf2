import { SessionServiceDefinition, implement } from '@tintype/grpc';
import type { RevocationsGateway } from './revocations.gateway.ts';

/** Answers which sign-ins are over: every service asks every 3 s. */
export function implementSessions(revocations: RevocationsGateway) {
  return implement(SessionServiceDefinition, {
    listRevocations: async ({ since }) => {
      const asOf = new Date();
      const list = await revocations.listSince(since ?? new Date(0));
      return {
        asOf,
        revocations: list.map(({ personId, tokenFamily, before }) => ({
          userId: personId,
          tokenFamily: tokenFamily ?? '',
          before,
        })),
      };
    },
  });
}
