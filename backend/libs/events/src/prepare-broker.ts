import { ConfigError, parseConfig } from '@tintype/config';
import type { Environment } from '@tintype/config';
import { createWaiting, runTask } from '@tintype/telemetry';
import { z } from 'zod';
import { BrokerRefusal, connectBrokerApi } from './broker-api.ts';
import { durableConsumers } from './consumers.ts';
import { defaultRetryDelays } from './rabbitmq-topology.ts';

const shape = {
  /** The address of RabbitMQ's management API, without credentials. */
  BROKER_MANAGEMENT_URL: z.url(),
  BROKER_USERNAME: z.string().refine((name) => name !== 'guest', 'guest is deleted; take another administrator.'),
  BROKER_PASSWORD: z.string(),
  /** Seconds to wait for a broker that is not there yet. */
  BROKER_WAIT: z.coerce.number().min(1).max(3_600).default(180),
} as const;

/** The password of each service, by its name: what is set as `<SERVICE>_EVENTS_PASSWORD`. */
function readPasswords(environment: Environment): Map<string, string> {
  const passwords = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    const service = /^([A-Z]+)_EVENTS_PASSWORD$/.exec(name)?.[1]?.toLowerCase();
    if (service !== undefined && value !== undefined && value !== '') {
      passwords.set(service, value);
    }
  }
  const consuming = new Set(Object.keys(durableConsumers).map((consumer) => consumer.split('.', 1)[0] ?? ''));
  const missing = [...consuming].filter((service) => !passwords.has(service));
  if (missing.length > 0) {
    throw new ConfigError(
      'broker-users',
      missing.map((service) => `${service.toUpperCase()}_EVENTS_PASSWORD is not set`),
    );
  }
  return passwords;
}

const isRefused = (error: unknown): boolean =>
  error instanceof BrokerRefusal && (error.status === 401 || error.status === 403);

// An entry of its own: deployments prepare the broker, as its administrator, before services come.
await runTask('broker-users', async (environment, logger) => {
  const config = parseConfig('broker-users', shape, environment);
  const passwords = readPasswords(environment);
  const api = connectBrokerApi({
    url: config.BROKER_MANAGEMENT_URL,
    username: config.BROKER_USERNAME,
    password: config.BROKER_PASSWORD,
  });
  const until = AbortSignal.timeout(config.BROKER_WAIT * 1_000);
  await createWaiting({ logger, until, isHopeless: isRefused })('the broker', () => api.check());
  // Before the users: whoever can sign in finds everything there.
  await api.declare(durableConsumers, defaultRetryDelays.length);
  for (const [service, password] of passwords) {
    await api.setUser(service, password);
    logger.info({ user: service }, 'the user of a service is ready');
  }
  await api.removeUser('guest');
  logger.info('guest is gone');
});
