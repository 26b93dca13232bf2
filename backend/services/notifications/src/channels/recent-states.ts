type State = 'pending' | 'active';

/** What SNS said of subscriptions a moment ago, so that a page that asks again and again does not ask SNS each time. */
export interface RecentStates {
  get(subscriptionArn: string): State | undefined;
  set(subscriptionArn: string, state: State): void;
  forget(subscriptionArn: string): void;
}

// Who just confirmed looks at the page and waits; who is confirmed leaves by a link in a mail, and then SNS itself
// delivers nothing, whatever we believe.
const keptMilliseconds = { pending: 1_000, active: 60_000 } as const;
const most = 10_000;

/** Creates an empty memory of states. */
export function createRecentStates(): RecentStates {
  const states = new Map<string, { state: State; until: number }>();
  return {
    get: (arn) => {
      const known = states.get(arn);
      return known && known.until > Date.now() ? known.state : undefined;
    },
    set: (arn, state) => {
      if (states.size >= most) {
        states.clear();
      }
      states.set(arn, { state, until: Date.now() + keptMilliseconds[state] });
    },
    forget: (arn) => void states.delete(arn),
  };
}
