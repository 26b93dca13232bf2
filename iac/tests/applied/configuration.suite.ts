import { expect, it } from '@jest/globals';
import { readConfig as readAuth } from '../../../backend/services/auth/src/config.ts';
import { readConfig as readMedia } from '../../../backend/services/media/src/config.ts';
import { readConfig as readNotifications } from '../../../backend/services/notifications/src/config.ts';
import { readConfig as readPosts } from '../../../backend/services/posts/src/config.ts';
import { readMigrateConfig } from '../../../backend/services/posts/src/config.ts';
import type { Cloud } from '../cloud.ts';
import { createClients } from './clients.ts';
import { containerOfService, containerOfTask, environmentOf } from './containers.ts';

type Read = (environment: Record<string, string>) => object;

const readers: Record<string, Read> = {
  auth: readAuth,
  media: readMedia,
  notifications: readNotifications,
  posts: readPosts,
};

/** The variables of containers, read by the services themselves. */
export function isUnderstood(cloud: () => Cloud): void {
  const expectUnderstood = async (environment: Record<string, string>, read: Read) => {
    const config = read(environment);
    // What a service does not know it would never miss, so a name that was mistyped would go unnoticed.
    expect(Object.keys(environment).filter((name) => !(name in config))).toEqual([]);
  };

  it.each(Object.entries(readers))(
    '%s finds its variables, and is told nothing that it does not know',
    async (service, read) => {
      const clients = createClients(cloud().aws);
      const name = `tintype-${cloud().environment}`;
      const container = await containerOfService(clients, name, `${name}-${service}`);
      await expectUnderstood(await environmentOf(clients, container), read);
    },
  );

  it('the migrations find the database, its owner and who is to use it', async () => {
    const clients = createClients(cloud().aws);
    const tasks = cloud().outputs['tasks'] as Record<string, { definition_arn: string }>;
    const container = await containerOfTask(clients, tasks['posts-migrate']?.definition_arn ?? '');
    const environment = await environmentOf(clients, container);
    expect(environment['DATABASE_USERNAME']).not.toBe(environment['DATABASE_SERVICE_USERNAME']);
    await expectUnderstood(environment, (given) => ({ ...given, ...readMigrateConfig(given) }));
  });
}
