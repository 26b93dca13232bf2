import { z } from 'zod';
import { areCertificates } from './certificates.ts';
import { joinCredentials } from './credentials.ts';

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem of an environment at once, one line each. */
export class ConfigError extends Error {
  constructor(service: string, problems: readonly string[]) {
    super(`${service} cannot start, its configuration is not complete:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Parses an environment by a zod shape and freezes the result; throws a ConfigError that lists every problem. Where the
 * shape has `X_URL`, `X_USERNAME` and `X_PASSWORD`, the other two are put into `X_URL`.
 */
export function parseConfig<S extends z.ZodRawShape>(
  service: string,
  shape: S,
  environment: Environment,
): Readonly<z.output<z.ZodObject<S>>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = z.object(shape).safeParse(given);
  const problems = (result.error?.issues ?? []).map((issue) => {
    const name = issue.path.join('.');
    return name in given ? `${name}: ${issue.message}` : `${name} is not set`;
  });
  const values: Readonly<Record<string, unknown>> = result.data ?? given;
  const addresses: Record<string, string> = {};
  for (const prefix of prefixesOf(shape)) {
    const [url, username, password] = ['URL', 'USERNAME', 'PASSWORD'].map((part) => values[`${prefix}_${part}`]);
    if (typeof url === 'string') {
      const joined = joinCredentials(prefix, { url, username: textOf(username), password: textOf(password) });
      if ('problem' in joined) {
        problems.push(joined.problem);
      } else {
        addresses[`${prefix}_URL`] = joined.url;
      }
    }
  }
  if (!result.success || problems.length > 0) {
    throw new ConfigError(service, problems);
  }
  return Object.freeze({ ...result.data, ...addresses });
}

function prefixesOf(shape: z.ZodRawShape): string[] {
  return Object.keys(shape)
    .filter((name) => name.endsWith('_USERNAME'))
    .map((name) => name.slice(0, -'_USERNAME'.length))
    .filter((prefix) => `${prefix}_URL` in shape && `${prefix}_PASSWORD` in shape);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Shapes for the kinds of variables that several services have. */
export const variable = {
  port: (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback),
  url: () => z.url(),
  /** A user name or password that goes into an address; see parseConfig. */
  credential: () => z.string().optional(),
  /** PEM texts of the authorities that may have signed a server's certificate. */
  certificates: () => z.string().refine(areCertificates, 'Not PEM certificates.').optional(),
  /** A secret: at least 32 characters, and never a default. */
  secret: () => z.string().min(32),
  flag: (fallback: boolean) =>
    z
      .enum(['0', '1', 'true', 'false'])
      .transform((v) => v === '1' || v === 'true')
      .default(fallback),
  /** The address people open, without a trailing slash: every link in a mail starts with it. */
  publicUrl: () => z.url().transform((url) => url.replace(/\/+$/, '')),
} as const;

/** What every service reads: where it listens, how it logs, who issues tokens, and how services reach each other. */
export const serviceShape = {
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  HOST: z.string().default('0.0.0.0'),
  PORT: variable.port(3000),
  GRPC_HOST: z.string().default('0.0.0.0'),
  GRPC_PORT: variable.port(50_051),
  GRPC_TOKEN: variable.secret(),
  PUBLIC_URL: variable.publicUrl(),
  /** Milliseconds that a stopping service goes on serving, so that load balancers have noticed; see libs/telemetry. */
  DRAIN_DELAY: z.coerce.number().int().min(0).max(60_000).default(3_000),
  /** Milliseconds for which a request waits for a store that is away, where it may be tried again; then 503. See libs/http. */
  OUTAGE_WAIT: z.coerce.number().int().min(0).max(30_000).default(8_000),
  /** Whether a starting service answers (with 503); a load balancer that does not ask who is ready is better refused. */
  ANSWER_WHILE_STARTING: variable.flag(true),
  /** Whether to compress answers; where an edge in front does it, that is its work. */
  COMPRESS: variable.flag(false),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(1),
  EVENTS_URL: z.url().default('memory:'),
  EVENTS_USERNAME: variable.credential(),
  EVENTS_PASSWORD: variable.credential(),
  AUTH_GRPC: z.string(),
  COGNITO_ISSUER: z.url(),
  COGNITO_CLIENT_ID: z.string().min(1),
  COGNITO_JWKS_URL: z.url(),
} as const;
