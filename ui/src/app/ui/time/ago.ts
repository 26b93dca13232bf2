const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "now", "5 min", "3 h", "2 d", then the date. */
export function ago(at: Date, now: number): string {
  const passed = now - at.getTime();
  if (passed < MINUTE) {
    return $localize`now`;
  }
  if (passed < HOUR) {
    return $localize`${Math.floor(passed / MINUTE)}:count: min`;
  }
  if (passed < DAY) {
    return $localize`${Math.floor(passed / HOUR)}:count: h`;
  }
  if (passed < 7 * DAY) {
    return $localize`${Math.floor(passed / DAY)}:count: d`;
  }
  const isThisYear = at.getFullYear() === new Date(now).getFullYear();
  return at.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** The exact moment, in words of the reader's language. */
export function exactTime(at: Date): string {
  return at.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short' });
}
