import { readFileSync } from 'node:fs';
import { inSteps, prices } from './prices.ts';

/** What one person who uses Tintype does in a month: assumptions, to be replaced by what you measure. */
export const person = {
  requests: 200,
  photosUploaded: 3,
  // The original and all variants.
  megabytesPerPhoto: 5.2,
  photosSeen: 400,
  megabytesPerPhotoSeen: 0.12,
  kilobytesPerAnswer: 6,
  // Of photos seen, those that CloudFront does not have yet.
  photosFromOrigin: 0.1,
  tableWrites: 480,
  tableReads: 600,
  mails: 12,
  kilobytesLoggedPerRequest: 1,
};

/** How large the parts are that do not scale by themselves. */
interface Size {
  readonly database: 'db.t4g.micro' | 'db.r7g.large' | 'db.r7g.8xlarge';
  readonly databaseZones: 1 | 2;
  readonly databaseGigabytes: number;
  readonly broker: 'mq.m7g.medium' | 'mq.m7g.large';
  readonly brokers: 1 | 3;
  readonly natGateways: number;
  readonly endpointZones: number;
  /** Running tasks of each service, on average over the month. */
  readonly tasks: Readonly<Record<string, number>>;
}

/** The environments as their files set them; `grown` is prod for ten million people. */
export const sizes = {
  dev: {
    database: 'db.t4g.micro',
    databaseZones: 1,
    databaseGigabytes: 20,
    broker: 'mq.m7g.medium',
    brokers: 1,
    natGateways: 1,
    endpointZones: 0,
    tasks: { auth: 2, media: 2, posts: 2, notifications: 2 },
  },
  prod: {
    database: 'db.r7g.large',
    databaseZones: 2,
    databaseGigabytes: 100,
    broker: 'mq.m7g.large',
    brokers: 3,
    natGateways: 3,
    endpointZones: 7 * 3,
    tasks: { auth: 2, media: 3, posts: 3, notifications: 2 },
  },
  grown: {
    database: 'db.r7g.8xlarge',
    databaseZones: 2,
    databaseGigabytes: 5_000,
    broker: 'mq.m7g.large',
    brokers: 3,
    natGateways: 3,
    endpointZones: 7 * 3,
    tasks: { auth: 5, media: 20, posts: 22, notifications: 12 },
  },
} as const satisfies Record<string, Size>;

const workloads = JSON.parse(readFileSync(new URL('../workloads.json', import.meta.url), 'utf8')) as {
  services: Record<string, { cpu: number; memory: number }>;
};

/** What one task of a service costs a month. */
export function taskCost(service: string): number {
  const { cpu, memory } = workloads.services[service] ?? { cpu: 0, memory: 0 };
  const hour = (cpu / 1024) * prices.fargate.cpuHour + (memory / 1024) * prices.fargate.gigabyteHour;
  return hour * prices.hoursOfMonth;
}

/** What a month costs before anybody comes, by part. */
export function fixedCosts(size: Size): Readonly<Record<string, number>> {
  const hours = prices.hoursOfMonth;
  return {
    'Fargate tasks': Object.entries(size.tasks).reduce((sum, [service, count]) => sum + count * taskCost(service), 0),
    'database (RDS)':
      size.databaseZones *
      (prices.database[size.database] * hours + prices.database.gigabyteMonth * size.databaseGigabytes),
    'broker (Amazon MQ)': size.brokers * prices.broker[size.broker] * hours,
    'ways out (NAT, endpoints)':
      (size.natGateways * prices.natGateway.hour + size.endpointZones * prices.interfaceEndpoint.zoneHour) * hours,
    'load balancer': (prices.loadBalancer.hour + prices.loadBalancer.unitHour) * hours,
    // 73 alarms, some 80 metrics of Container Insights, two keys, eleven secrets, a list of five rules.
    'alarms, metrics, keys, firewall':
      74 * prices.watching.alarm +
      80 * prices.watching.metric +
      prices.watching.dashboard +
      2 * prices.keys.key +
      11 * prices.keys.secret +
      prices.firewall.list +
      5 * prices.firewall.rule,
  };
}

/** What so many people add in a month, a year after they came. */
export function costsOfPeople(people: number): Readonly<Record<string, number>> {
  const million = people / 1e6;
  const gigabytesFromOrigin =
    (people *
      (person.requests * person.kilobytesPerAnswer +
        person.photosSeen * person.photosFromOrigin * person.megabytesPerPhotoSeen * 1000)) /
    1e6;
  const requests = million * (person.requests + person.photosSeen);
  const gigabytesSeen =
    (people *
      (person.photosSeen * person.megabytesPerPhotoSeen + (person.requests * person.kilobytesPerAnswer) / 1000)) /
    1000;
  const gigabytesKept = (people * 12 * person.photosUploaded * person.megabytesPerPhoto) / 1000;
  // A unit of the load balancer is a GB an hour; bytes are what it is used up by here.
  const units = gigabytesFromOrigin / prices.hoursOfMonth;
  return {
    'CloudFront: bytes': inSteps(gigabytesSeen, prices.edge.gigabytes),
    'CloudFront and WAF: requests':
      requests * (prices.edge.millionRequests + prices.edge.millionFunctions + prices.firewall.millionRequests),
    'photos kept (S3), after a year': gigabytesKept * prices.photos.gigabyteMonth,
    // Seven variants and the original are written for each photo.
    'photos written and read (S3)':
      (people * person.photosUploaded * 8 * prices.photos.thousandWrites) / 1000 +
      (people * person.photosSeen * person.photosFromOrigin * prices.photos.thousandReads) / 1000,
    'tables (DynamoDB)':
      million * (person.tableWrites * prices.tables.millionWrites + person.tableReads * prices.tables.millionReads),
    'accounts (Cognito)': inSteps(people, prices.accounts),
    'mails (SNS)': (people * person.mails * prices.mails.hundredThousand) / 1e5,
    'logs, twice for those of the network':
      (2 * people * person.requests * person.kilobytesLoggedPerRequest * prices.logs.gigabyte) / 1e6,
    'load balancer and between zones':
      units * prices.loadBalancer.unitHour * prices.hoursOfMonth +
      (gigabytesFromOrigin * prices.betweenZones.gigabyte * 2) / 3,
  };
}

/** The sum of some costs, in whole dollars. */
export const total = (costs: Readonly<Record<string, number>>): number =>
  Math.round(Object.values(costs).reduce((sum, cost) => sum + cost, 0));
