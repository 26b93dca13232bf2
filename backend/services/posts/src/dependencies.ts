import type { MikroORM } from '@mikro-orm/postgresql';
import {
  createPostgresIdempotency,
  createPostgresOutbox,
  assertMigrated,
  isReady,
  runMigrations,
} from '@tintype/database';
import { startRelay } from '@tintype/events';
import type { IdempotencyStore } from '@tintype/http';
import { createMediaUrls } from '@tintype/media-urls';
import type { MediaUrls } from '@tintype/media-urls';
import { startRepeating } from '@tintype/service';
import type { ServiceParts } from '@tintype/service';
import { sweepClaims } from './claims/sweep-claims.command.ts';
import type { PostsConfig } from './config.ts';
import { connectDatabase } from './orm.config.ts';
import { createPhotosGateway } from './photos.gateway.ts';
import type { PhotosGateway } from './photos.gateway.ts';
import { createReader } from './reading/reader.ts';
import type { Reader } from './reading/reader.ts';

/** What the service is made of; tests override members. */
export interface Dependencies {
  readonly orm: MikroORM;
  readonly reader: Reader;
  readonly gateways: { readonly photos: PhotosGateway };
  readonly mediaUrls: MediaUrls;
  readonly idempotency: IdempotencyStore;
  readonly wakeRelay: () => void;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const minuteMilliseconds = 60_000;

/** Connects the stores and the other services; waits for a database that is there and up to date. */
export async function connect({
  config,
  logger,
  transport,
  waitFor,
}: ServiceParts<PostsConfig>): Promise<Dependencies> {
  const orm = await connectDatabase(config.DATABASE_URL, {
    maxConnections: config.DATABASE_POOL,
    waitMilliseconds: config.DATABASE_WAIT,
    certificates: config.DATABASE_CERTIFICATES,
  });
  await waitFor<unknown>('the database', () => (config.DATABASE_MIGRATE ? runMigrations(orm) : assertMigrated(orm)));
  const photos = createPhotosGateway({ address: config.MEDIA_GRPC, token: config.GRPC_TOKEN });
  const relay = startRelay(createPostgresOutbox(orm), transport, { logger });
  const wakeRelay = (): void => relay.wake();
  const sweeper = startRepeating(() => sweepClaims({ em: orm.em.fork(), wakeRelay }, Date.now()), {
    firstMilliseconds: minuteMilliseconds,
    everyMilliseconds: 5 * minuteMilliseconds,
    logger,
    done: 'claims that nothing came to show were released',
    failed: 'claims could not be swept',
  });
  return {
    orm,
    reader: createReader(() => orm.em.getConnection().getNativeClient()),
    gateways: { photos },
    mediaUrls: createMediaUrls(config.MEDIA_SIGNING_KEY),
    idempotency: createPostgresIdempotency(orm),
    wakeRelay,
    ready: () => isReady(orm),
    close: async () => {
      await sweeper.close();
      await relay.close();
      photos.close();
      await orm.close();
    },
  };
}
