import type { Channel } from './channel.entity.ts';

/** A channel as its owner sees it. */
export function presentChannel({ id, address, state, createdAt }: Channel) {
  return { id, kind: 'email', address, state, createdAt } as const;
}
