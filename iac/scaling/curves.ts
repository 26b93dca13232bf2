/** Load at a moment, as a multiple of what the service usually has: requests and messages. */
export interface Load {
  readonly requests: number;
  readonly messages: number;
}

export interface Curve {
  readonly title: string;
  readonly seconds: number;
  at(second: number): Load;
}

const minute = 60;
const hour = 3600;

/** Small waves upon a load, the same each time; some four percent up and down. */
function ripple(second: number): number {
  return 1 + 0.025 * Math.sin(second / 37) + 0.015 * Math.sin(second / 11.3 + 1) + 0.01 * Math.sin(second / 171 + 2);
}

/** From 0 to 1 between two moments, and 0 or 1 outside. */
function ramp(second: number, from: number, to: number): number {
  return Math.min(Math.max((second - from) / (to - from), 0), 1);
}

/** A smooth hill of height 1 around a moment. */
function hill(second: number, middle: number, width: number): number {
  return Math.exp(-(((second - middle) / width) ** 2));
}

function both(title: string, seconds: number, height: (second: number) => number): Curve {
  return {
    title,
    seconds,
    at: (second) => ({ requests: height(second) * ripple(second), messages: height(second) * ripple(second + 300) }),
  };
}

/** The loads that the policies have to cope with. */
export const curves: Readonly<Record<string, Curve>> = {
  day: both(
    'A day with an evening peak',
    24 * hour,
    (second) => 0.4 + 2.6 * hill(second, 12.5 * hour, 3 * hour) + 7 * hill(second, 20.5 * hour, 1.8 * hour),
  ),
  crowd: both('A crowd: ten times the load within a minute', 2.5 * hour, (second) => {
    const come = ramp(second, 20 * minute, 21 * minute);
    const gone = ramp(second, 60 * minute, 75 * minute);
    return 1 + 9 * come * (1 - gone);
  }),
  climb: both(
    'A slow climb to eight times the load',
    4 * hour,
    (second) => 1 + 7 * ramp(second, 15 * minute, 3.5 * hour),
  ),
  flood: {
    title: 'A flood of messages: forty times as many for ten minutes',
    seconds: 2.5 * hour,
    at: (second) => ({
      requests: ripple(second),
      messages: ripple(second + 300) * (second >= 20 * minute && second < 30 * minute ? 40 : 1),
    }),
  },
  sawtooth: both('A saw: up threefold and down again every twelve minutes', 3 * hour, (second) => {
    const position = (second % (12 * minute)) / (12 * minute);
    return 2 + 4 * (position < 0.5 ? 2 * position : 2 - 2 * position);
  }),
};

/** A load that stays as it is, for tests and for asking "what if it were so much all the time". */
export function steady(height: number, seconds: number): Curve {
  return both(`A steady load of ${height}`, seconds, () => height);
}

/**
 * A curve of one's own: lines of `minute,requests per second[,messages per second]`, with straight lines between them.
 * A first line of names is skipped.
 */
export function curveFromCsv(text: string, usual: Load, title: string): Curve {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split(',').map(Number))
    .filter((cells) => cells.length >= 2 && cells.every((cell) => Number.isFinite(cell)))
    .map(([at = 0, requests = 0, messages]) => ({ second: at * minute, requests, messages: messages ?? 0 }))
    .toSorted((a, b) => a.second - b.second);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || first === last) {
    throw new Error('A curve needs two lines or more: minute,requests per second[,messages per second].');
  }
  return {
    title,
    seconds: last.second,
    at: (second) => {
      const next = rows.find((row) => row.second > second) ?? last;
      const before = rows.findLast((row) => row.second <= second) ?? first;
      const share = next === before ? 0 : ramp(second, before.second, next.second);
      const between = (key: 'requests' | 'messages'): number => before[key] + share * (next[key] - before[key]);
      return {
        requests: between('requests') / usual.requests,
        messages: usual.messages === 0 ? 0 : between('messages') / usual.messages,
      };
    },
  };
}
