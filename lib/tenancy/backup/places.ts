import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../../platform/clock.ts';
import type { Environment } from '../../platform/env.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { createLocalStore } from '../../platform/storage/local-store.ts';
import type { ObjectStore } from '../../platform/storage/object-store.ts';
import { createS3Store } from '../../platform/storage/s3-store.ts';
import type { BackupPlace } from './place.ts';

export interface BackupPlaces {
  /** Where new backups go. */
  readonly place: BackupPlace;
  /** Every place that these settings, or earlier ones, may have put backups to. */
  readonly places: readonly BackupPlace[];
  /** Whether backups hold the organisations' files: not when both are in one bucket, which would hold them twice. */
  readonly holdsObjects: boolean;
}

/**
 * Where backups are kept: in a bucket of their own, else in the folder that the settings name, else in the bucket of the
 * files below `backups/`, else in the data folder. Nothing is asked of any of them yet.
 */
export function backupPlaces(
  env: Environment,
  options: { readonly dataDir: string; readonly clock: Clock },
): BackupPlaces {
  const { dataDir, clock } = options;
  const folder = resolve(env.HOLDFAST_BACKUP_DIR ?? join(dataDir, 'backups'));
  const local: BackupPlace = {
    name: 'folder',
    store: whenUsed(folder, clock),
    prefix: 'v1/',
  };
  const own = bucketOf(env, 'BACKUP_S3_');
  const shared = bucketOf(env, 'S3_');
  const ownPlace: BackupPlace | undefined = own && { name: 's3', store: own, prefix: 'backups/' };
  const sharedPlace: BackupPlace | undefined = shared && { name: 's3', store: shared, prefix: 'backups/' };
  const place = ownPlace ?? (env.HOLDFAST_BACKUP_DIR === undefined ? sharedPlace : undefined) ?? local;
  const others = [ownPlace, sharedPlace, existsSync(folder) ? local : undefined];
  const places = [place, ...others.filter((other) => other !== undefined && other !== place)] as BackupPlace[];
  return { place, places, holdsObjects: place !== sharedPlace };
}

function bucketOf(env: Environment, prefix: 'S3_' | 'BACKUP_S3_'): ObjectStore | undefined {
  const endpoint = env[`${prefix}ENDPOINT`];
  const bucket = env[`${prefix}BUCKET`];
  const accessKeyId = env[`${prefix}ACCESS_KEY_ID`];
  const secretAccessKey = env[`${prefix}SECRET_ACCESS_KEY`];
  const given = [endpoint, bucket, accessKeyId, secretAccessKey].filter((value) => value !== undefined);
  if (given.length === 0) return undefined;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) {
    const names = ['ENDPOINT', 'BUCKET', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'].map((name) => `${prefix}${name}`);
    throw fail('unsafe_configuration', { detail: `${names.join(', ')} are set together or not at all` });
  }
  return createS3Store({ endpoint, bucket, region: env[`${prefix}REGION`], accessKeyId, secretAccessKey });
}

/** A disk that is not mounted, or was taken away, keeps backups from being made, not the server from serving. */
function whenUsed(folder: string, clock: Clock): ObjectStore {
  let made: ObjectStore | undefined;
  const store = () => {
    try {
      if (made === undefined || !existsSync(folder)) made = createLocalStore({ folder, clock });
      return made;
    } catch (error) {
      if (isHoldfastError(error)) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw fail('storage_unavailable', { detail: `the folder of backups cannot be used: ${why}`, cause: error });
    }
  };
  return {
    put: async (key, body) => store().put(key, body),
    get: async (key, start) => store().get(key, start),
    head: async (key) => store().head(key),
    remove: async (key) => store().remove(key),
    removePrefix: async (prefix) => store().removePrefix(prefix),
    async *list(prefix) {
      yield* store().list(prefix);
    },
  };
}
