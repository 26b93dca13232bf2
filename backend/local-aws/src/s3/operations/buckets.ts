import { AwsError } from '../../aws-error.ts';
import type { Operation } from '../call.ts';
import { noSuchBucket } from '../errors.ts';
import { readCheckedBody } from '../read-checked-body.ts';

const bucketName = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const createBucket: Operation = {
  name: 'CreateBucket',
  method: 'PUT',
  level: 'bucket',
  query: [],
  headers: ['x-amz-checksum-*', 'x-amz-sdk-checksum-algorithm'],
  run: async ({ index }, call) => {
    if (!bucketName.test(call.bucket)) {
      throw new AwsError(400, 'InvalidBucketName', 'The specified bucket is not valid.');
    }
    const { text } = await readCheckedBody(call);
    if (text !== '') {
      // In us-east-1, where local-aws is, a bucket has no location constraint.
      throw new AwsError(400, 'InvalidLocationConstraint', 'The specified location-constraint is not valid');
    }
    index.createBucket(call.bucket);
    call.res.writeHead(200, { location: `/${call.bucket}`, 'content-length': 0 });
    call.res.end();
  },
};

export const headBucket: Operation = {
  name: 'HeadBucket',
  method: 'HEAD',
  level: 'bucket',
  query: [],
  headers: [],
  run: ({ index }, { res, bucket }) => {
    if (!index.hasBucket(bucket)) {
      throw noSuchBucket();
    }
    res.writeHead(200, { 'x-amz-bucket-region': 'us-east-1' });
    res.end();
  },
};
