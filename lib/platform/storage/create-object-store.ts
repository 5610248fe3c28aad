import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { fail } from '../errors.ts';
import { createLocalStore } from './local-store.ts';
import type { ObjectStore } from './object-store.ts';
import { createS3Store } from './s3-store.ts';

interface StoreOptions {
  readonly env: Environment;
  /** The data folder. */
  readonly folder: string;
  readonly clock: Clock;
}

/**
 * Where the settings say: in a bucket of an S3-compatible store, or as files in the data folder. Nothing is asked of the
 * bucket yet.
 * @throws `unsafe_configuration` when some of the settings of a bucket are there and others are not: what is meant for a
 * bucket must not end up on this disk.
 */
export function createObjectStore({ env, folder, clock }: StoreOptions): ObjectStore {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId } = env;
  const { S3_SECRET_ACCESS_KEY: secretAccessKey, S3_REGION: region } = env;
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    return createS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey });
  }
  if (endpoint || bucket || accessKeyId || secretAccessKey) {
    throw fail('unsafe_configuration', {
      detail: 'S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are set together or not at all',
    });
  }
  return createLocalStore({ folder: join(folder, 'objects'), clock });
}
