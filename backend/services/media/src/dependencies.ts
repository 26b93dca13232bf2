import { availableParallelism } from 'node:os';
import {
  createAwsClients,
  createDynamoIdempotency,
  createDynamoOutbox,
  ensureTable,
  rememberedTable,
} from '@tintype/aws';
import { startRelay } from '@tintype/events';
import type { IdempotencyStore } from '@tintype/http';
import { createMediaUrls } from '@tintype/media-urls';
import { startRepeating } from '@tintype/service';
import type { ServiceParts } from '@tintype/service';
import type { MediaConfig } from './config.ts';
import { createHotVariants } from './delivery/hot-variants.ts';
import { createKnownPhotos } from './delivery/known-photos.ts';
import { createDarkroom } from './imaging/develop.ts';
import { createWorkshop } from './imaging/workshop.ts';
import { createMediaMetrics } from './media-metrics.ts';
import { createIntake } from './photos/intake.ts';
import { createPhotoFiles, ensureBucket } from './photos/photo-files.gateway.ts';
import { createPhotoItems, photoTable } from './photos/photo-items.gateway.ts';
import { createPhotoVault } from './photos/photo-vault.ts';
import type { Scope } from './scope.ts';
import { sweepPhotos } from './sweeping/sweep-photos.command.ts';

/** What the service is made of. */
export interface Dependencies {
  readonly scope: Scope;
  readonly idempotency: IdempotencyStore;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const minuteMilliseconds = 60 * 1000;
const hourMilliseconds = 60 * minuteMilliseconds;
/** Three seconds of work on two cores; who would wait longer is better told so. */
const waitingPhotos = 18;

/** The composition root: table, bucket, workshop, relay, sweeper. */
export async function connect({
  config,
  logger,
  metrics,
  transport,
  waitFor,
}: ServiceParts<MediaConfig>): Promise<Dependencies> {
  const clients = createAwsClients(config);
  const table = photoTable(config.MEDIA_TABLE);
  const remembered = rememberedTable(`${config.MEDIA_TABLE}-remembered`);
  await waitFor('DynamoDB', () => Promise.all([ensureTable(clients, table), ensureTable(clients, remembered)]));
  if (config.CREATE_TABLES) {
    await waitFor('S3', () => ensureBucket(clients.s3(), config.MEDIA_BUCKET));
  }
  const items = createPhotoItems(clients.dynamo(), table.name);
  const files = createPhotoFiles(clients.s3(), config.MEDIA_BUCKET);
  const workshop = createWorkshop({ benches: availableParallelism(), places: waitingPhotos });
  const intake = createIntake({ perMinute: config.MEDIA_PHOTOS_PER_MINUTE, workshop });
  const known = createKnownPhotos((id) => items.find(id));
  const hot = createHotVariants();
  const counters = createMediaMetrics(metrics.registry, {
    waiting: () => workshop.waiting,
    heldBytes: () => intake.heldBytes(),
    hotBytes: () => hot.bytes,
  });
  const relay = startRelay(createDynamoOutbox(clients.dynamo(), table), transport, { logger });
  const vault = createPhotoVault({ items, files, onErased: (id) => known.distrust([id]) });
  const scope: Scope = {
    items,
    files,
    vault,
    known,
    hot,
    intake,
    darkroom: createDarkroom(workshop, (seconds) => counters.developed(seconds)),
    urls: createMediaUrls(config.MEDIA_SIGNING_KEY),
    quota: { perDay: config.MEDIA_PHOTOS_PER_DAY },
    countUpload: (result) => counters.uploaded(result),
    logger,
    now: Date.now,
  };
  const sweeper = startRepeating(() => sweepPhotos(scope, config.MEDIA_SWEEP_AFTER_HOURS * hourMilliseconds), {
    firstMilliseconds: minuteMilliseconds,
    everyMilliseconds: hourMilliseconds,
    logger,
    done: 'photos swept',
    failed: 'photos could not be swept',
  });
  return {
    scope,
    idempotency: createDynamoIdempotency(clients.dynamo(), remembered.name),
    ready: async () => items.isThere(),
    close: async () => {
      await sweeper.close();
      await relay.close();
      clients.close();
    },
  };
}
