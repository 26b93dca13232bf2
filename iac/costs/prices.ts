/**
 * List prices in US dollars for eu-central-1 (Frankfurt), without tax and free tiers for newcomers, as they were known in
 * November 2026. AWS changes them: look at https://calculator.aws before you rely on a sum.
 */
export const prices = {
  hoursOfMonth: 730,
  fargate: { cpuHour: 0.04656, gigabyteHour: 0.00511 },
  natGateway: { hour: 0.052 },
  interfaceEndpoint: { zoneHour: 0.012 },
  loadBalancer: { hour: 0.027, unitHour: 0.008 },
  // By instance, one zone; two zones cost twice as much.
  database: { 'db.t4g.micro': 0.018, 'db.r7g.large': 0.287, 'db.r7g.8xlarge': 4.59, gigabyteMonth: 0.137 },
  // Estimates: no list price of these two was at hand.
  broker: { 'mq.m7g.medium': 0.12, 'mq.m7g.large': 0.24 },
  firewall: { list: 5, rule: 1, millionRequests: 0.6 },
  // Each further step up to so many GB costs less.
  edge: {
    gigabytes: [
      [1_000, 0],
      [10_000, 0.085],
      [50_000, 0.08],
      [150_000, 0.06],
      [500_000, 0.04],
      [Infinity, 0.03],
    ],
    millionRequests: 1.2,
    millionFunctions: 0.1,
  },
  photos: { gigabyteMonth: 0.0245, thousandWrites: 0.0054, thousandReads: 0.00043 },
  tables: { millionWrites: 0.7625, millionReads: 0.1525 },
  // The plan Lite; the first 10,000 people of a month cost nothing.
  accounts: [
    [10_000, 0],
    [100_000, 0.0055],
    [1_000_000, 0.0046],
    [10_000_000, 0.00325],
    [Infinity, 0.0025],
  ],
  mails: { hundredThousand: 2 },
  logs: { gigabyte: 0.63 },
  watching: { alarm: 0.1, metric: 0.3, dashboard: 3 },
  keys: { key: 1, secret: 0.4 },
  betweenZones: { gigabyte: 0.02 },
} as const;

/** What an amount costs where each further step has a price of its own. */
export function inSteps(amount: number, steps: readonly (readonly [number, number])[]): number {
  let [cost, below] = [0, 0];
  for (const [upTo, price] of steps) {
    cost += Math.max(0, Math.min(amount, upTo) - below) * price;
    below = upTo;
  }
  return cost;
}
