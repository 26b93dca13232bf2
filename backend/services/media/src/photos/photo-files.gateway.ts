import type { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { errors } from '../errors.ts';

/** One variant on its way into the store. */
export interface VariantFile {
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
}

/** The bytes of photos. Every method answers 503 when the bucket cannot be reached. */
export interface PhotoFiles {
  storeVariants(photoId: string, files: readonly VariantFile[]): Promise<void>;
  /** Keeps the file as it was sent; `sha256` in hex is checked by the store. */
  storeOriginal(photoId: string, original: { data: Buffer; contentType: string; sha256: string }): Promise<void>;
  /** The bytes of a variant; undefined when they are not there. */
  openVariant(photoId: string, file: string): Promise<Readable | undefined>;
  openOriginal(photoId: string): Promise<Readable | undefined>;
  /** Removes the original and the named variants; what is not there is fine. */
  remove(photoId: string, files: readonly string[]): Promise<void>;
}

const variantKey = (photoId: string, file: string): string => `photos/${photoId}/${file}`;
const originalKey = (photoId: string): string => `originals/${photoId}`;

/** Keeps the bytes of photos in S3. Every upload carries a checksum that S3 verifies before it answers. */
export function createPhotoFiles(s3: S3Client, Bucket: string): PhotoFiles {
  const open = async (Key: string): Promise<Readable | undefined> => {
    try {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return answer.Body as Readable | undefined;
    } catch (error) {
      if (error instanceof NoSuchKey) {
        return undefined;
      }
      throw errors.storeAway(error);
    }
  };
  return {
    storeVariants: async (photoId, files) => {
      await reach(
        Promise.all(
          files.map((file) =>
            s3.send(
              new PutObjectCommand({
                Bucket,
                Key: variantKey(photoId, file.name),
                Body: file.data,
                ContentType: file.contentType,
                ChecksumAlgorithm: 'CRC32',
              }),
            ),
          ),
        ),
      );
    },
    storeOriginal: async (photoId, original) => {
      const put = new PutObjectCommand({
        Bucket,
        Key: originalKey(photoId),
        Body: original.data,
        ContentType: original.contentType,
        ChecksumSHA256: Buffer.from(original.sha256, 'hex').toString('base64'),
      });
      await reach(s3.send(put));
    },
    openVariant: (photoId, file) => open(variantKey(photoId, file)),
    openOriginal: (photoId) => open(originalKey(photoId)),
    remove: async (photoId, files) => {
      const keys = [originalKey(photoId), ...files.map((file) => variantKey(photoId, file))];
      const answer = await reach(
        s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } })),
      );
      if (answer.Errors && answer.Errors.length > 0) {
        throw errors.storeAway(new Error(`S3 kept ${answer.Errors.length} objects of photo ${photoId}.`));
      }
    },
  };
}

/** Creates the bucket unless it is there: for local endpoints; on AWS Terraform owns it. */
export async function ensureBucket(s3: S3Client, Bucket: string): Promise<void> {
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof S3ServiceException && error.name.startsWith('BucketAlready'))) {
      throw error;
    }
  }
}

async function reach<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw errors.storeAway(error);
  }
}
