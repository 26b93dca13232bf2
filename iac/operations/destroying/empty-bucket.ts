import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';
import { Problem } from '../problem.ts';

/** Deletes every version of everything in a bucket; without that AWS deletes no bucket. Answers how many that were. */
export async function emptyBucket(clients: Clients, bucket: string, tell: (text: string) => void): Promise<number> {
  let count = 0;
  for (;;) {
    const page = await clients.files.send(new ListObjectVersionsCommand({ Bucket: bucket })).catch((error: Error) => {
      if (error.name === 'NoSuchBucket') {
        return undefined;
      }
      throw error;
    });
    const versions = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
    if (versions.length === 0) {
      return count;
    }
    const { Errors: errors = [] } = await clients.files.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Quiet: true, Objects: versions.map(({ Key, VersionId }) => ({ Key, VersionId })) },
      }),
    );
    const [error] = errors;
    if (error) {
      throw new Problem(
        `${bucket}/${error.Key ?? ''} cannot be deleted: ${error.Message ?? error.Code ?? ''}.`,
        'Run the same command again once that is put right.',
      );
    }
    count += versions.length;
    tell(`${count} versions`);
  }
}
