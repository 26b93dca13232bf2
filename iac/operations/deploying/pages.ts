import { CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { isHashed, listPageFiles } from './page-files.ts';

// A tab that was opened before a deployment asks for its own files for as long as it stays open.
const keptDays = 14;
const dayMilliseconds = 24 * 3600 * 1000;
const replacedTag = 'replaced-on';

/** Uploads the pages and removes what has been out of use for two weeks. Answers how many files went up and down. */
export async function uploadPages(
  clients: Clients,
  bucket: string,
  tell: (text: string) => void,
): Promise<{ uploaded: number; removed: number }> {
  const files = await listPageFiles();
  const present = new Set<string>();
  for await (const page of paginateListObjectsV2({ client: clients.files }, { Bucket: bucket })) {
    page.Contents?.forEach(({ Key: key }) => present.add(key ?? ''));
  }
  let uploaded = 0;
  for (const { key, type, cacheControl, read } of files) {
    tell(`${uploaded + 1} of ${files.length}, ${key}`);
    // Writing one anew also takes off the mark of a file that is back in use.
    await clients.files.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await read(),
        ContentType: type,
        CacheControl: cacheControl,
      }),
    );
    uploaded += 1;
  }
  const current = new Set(files.map(({ key }) => key));
  let removed = 0;
  for (const key of [...present].filter((one) => !current.has(one))) {
    removed += (await retire(clients, bucket, key)) ? 1 : 0;
  }
  return { uploaded, removed };
}

/** Marks a file with the day on which it went out of use; removes it once that is long enough ago. */
async function retire(clients: Clients, bucket: string, key: string): Promise<boolean> {
  const object = { Bucket: bucket, Key: key };
  const { TagSet: tags } = await clients.files.send(new GetObjectTaggingCommand(object));
  const replaced = tags?.find((tag) => tag.Key === replacedTag)?.Value;
  if (replaced === undefined && isHashed(key)) {
    const Tagging = { TagSet: [{ Key: replacedTag, Value: new Date().toISOString() }] };
    await clients.files.send(new PutObjectTaggingCommand({ ...object, Tagging }));
    return false;
  }
  // What has no digest in its name belongs to no older page: nobody will ask for it.
  if (replaced !== undefined && Date.now() - Date.parse(replaced) < keptDays * dayMilliseconds) {
    return false;
  }
  await clients.files.send(new DeleteObjectCommand(object));
  return true;
}

/** Has CloudFront forget the few files whose names stay the same. */
export async function invalidatePages(
  clients: Clients,
  { distribution_id: id }: Environment['pages'],
): Promise<number> {
  const paths = (await listPageFiles()).filter(({ key }) => !isHashed(key)).map(({ key }) => `/${key}`);
  await clients.cloudFront.send(
    new CreateInvalidationCommand({
      DistributionId: id,
      InvalidationBatch: { CallerReference: String(Date.now()), Paths: { Quantity: paths.length, Items: paths } },
    }),
  );
  return paths.length;
}
