import { isAway, prepareServiceRole, runMigrations } from '@tintype/database';
import { createWaiting, runTask } from '@tintype/telemetry';
import { readMigrateConfig } from './config.ts';
import { connectDatabase } from './orm.config.ts';

// An entry of its own: deployments bring the database up to date, as its owner, before the new version starts.
await runTask('posts-migrate', async (environment, logger) => {
  const config = readMigrateConfig(environment);
  const orm = await connectDatabase(config.DATABASE_URL, {
    maxConnections: 2,
    waitMilliseconds: 5_000,
    certificates: config.DATABASE_CERTIFICATES,
  });
  const until = AbortSignal.timeout(config.MIGRATE_WAIT * 1_000);
  const waitFor = createWaiting({ logger, until, isHopeless: (error) => !isAway(error) });
  await waitFor('the database', () => orm.em.execute('select 1'));
  logger.info({ migrations: await runMigrations(orm) }, 'the database is up to date');
  if (config.serviceRole) {
    await prepareServiceRole(orm, config.serviceRole);
    logger.info({ role: config.serviceRole.username }, 'the role of the service is ready');
  }
  await orm.close();
});
