import { runSuite } from './run-suite.ts';
import { s3BucketsSuite } from './s3-buckets.suite.ts';
import { s3ObjectsSuite } from './s3-objects.suite.ts';

runSuite('s3', [...s3ObjectsSuite, ...s3BucketsSuite]);
