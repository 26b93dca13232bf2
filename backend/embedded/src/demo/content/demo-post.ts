/** A post of the demo. `key` names it in the idempotency keys, so it never changes. */
export interface DemoPost {
  readonly key: string;
  readonly author: string;
  readonly hoursAgo: number;
  readonly caption: string;
  readonly pictures: readonly string[];
  readonly visibility?: 'public' | 'followers' | 'private';
  readonly likes: readonly string[];
  readonly comments?: readonly (readonly [author: string, text: string])[];
}
