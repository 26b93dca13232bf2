/** Which subscriptions SNS called confirmed a moment ago, so that a burst of mails does not ask about each one. */
export interface RecentStates {
  isActive(subscriptionArn: string): boolean;
  setActive(subscriptionArn: string): void;
  forget(subscriptionArn: string): void;
}

// Receivers who leave do so by a link of SNS, and then SNS itself delivers nothing, whatever we believe.
const keptMilliseconds = 60_000;
const most = 10_000;

/** Creates an empty memory of states. */
export function createRecentStates(): RecentStates {
  const activeUntil = new Map<string, number>();
  return {
    isActive: (arn) => (activeUntil.get(arn) ?? 0) > Date.now(),
    setActive: (arn) => {
      if (activeUntil.size >= most) {
        activeUntil.clear();
      }
      activeUntil.set(arn, Date.now() + keptMilliseconds);
    },
    forget: (arn) => void activeUntil.delete(arn),
  };
}
