import { setTimeout as pause } from 'node:timers/promises';
import { S3mini } from 's3mini';
import { fail, type HoldfastError, isHoldfastError } from '../errors.ts';
import { chunksOf, piecesOf, streamOf } from './byte-stream.ts';
import { assertObjectKey, assertObjectPrefix } from './object-key.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { fetchWithin } from './s3-fetch.ts';

export interface S3Settings {
  /** The store's origin, without the bucket, which is named in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** 60 seconds for an answer, 30 for its next piece, unless a test is in a hurry. */
  readonly deadlines?: { readonly answerMs: number; readonly stallMs: number };
}

/** S3 takes at most 10,000 parts of at least 5 MiB: objects up to 80 GB, of which two parts are in memory. */
export const partBytes = 8 * 1024 * 1024;
const pageKeys = 1_000;
const pausesMs = [200, 1_000];
const contentType = 'application/octet-stream';

/**
 * Objects in a bucket of an S3-compatible store. What is larger than one part is uploaded in parts, which become an object
 * when the last has arrived. Requests that may be repeated are tried three times.
 *
 * The bucket must keep no versions: what is removed would stay.
 */
export function createS3Store(settings: S3Settings): ObjectStore {
  const { accessKeyId, secretAccessKey, region } = settings;
  const s3 = new S3mini({
    accessKeyId,
    secretAccessKey,
    region,
    endpoint: `${settings.endpoint.replace(/\/+$/, '')}/${settings.bucket}`,
    fetch: fetchWithin(settings.deadlines ?? { answerMs: 60_000, stallMs: 30_000 }),
  });

  async function* pagesOf(prefix: string): AsyncGenerator<StoredObject[]> {
    let token: string | undefined;
    do {
      const from = token;
      const page = await ask(() => s3.listObjectsPaged('/', prefix, pageKeys, from));
      if (!page) throw bucketMissing();
      yield (page.objects ?? []).map(objectOf);
      token = page.nextContinuationToken;
    } while (token !== undefined);
  }

  /** The first key of those that begin with this one is this one, if it is there; the list tells size and date at once. */
  async function head(key: string): Promise<StoredObject | null> {
    const page = await ask(() => s3.listObjectsPaged('/', key, 1));
    if (!page) throw bucketMissing();
    const first = page.objects?.[0];
    return first?.Key === key ? objectOf(first) : null;
  }

  return {
    async put(key, body) {
      assertObjectKey(key);
      const pieces = piecesOf(body, partBytes);
      const first = await pieces.next();
      if (first.done) throw fail('internal', { detail: 'a body without a last piece' });
      let bytes = first.value.bytes.byteLength;
      if (first.value.last) await ask(() => s3.putObject(key, first.value.bytes, contentType));
      else {
        const uploadId = await askOnce(() => s3.getMultipartUploadId(key, contentType));
        try {
          const parts = [await ask(() => s3.uploadPart(key, uploadId, first.value.bytes, 1))];
          for await (const piece of pieces) {
            bytes += piece.bytes.byteLength;
            const number = parts.length + 1;
            parts.push(await ask(() => s3.uploadPart(key, uploadId, piece.bytes, number)));
          }
          const made = await askOnce(() => s3.completeMultipartUpload(key, uploadId, parts));
          // An answer of status 200 may hold an error: the parts are put together after the status was sent.
          if (typeof made.etag !== 'string')
            throw fail('storage_unavailable', { detail: 'parts were not put together' });
        } catch (error) {
          await s3.abortMultipartUpload(key, uploadId).catch(() => undefined);
          throw error;
        }
      }
      const stored = await head(key);
      if (stored?.bytes !== bytes) {
        throw fail('storage_unavailable', { detail: `${stored?.bytes ?? 'no'} bytes are there of ${bytes}` });
      }
      return stored;
    },

    get(key, start = 0) {
      assertObjectKey(key);
      return ask(async () => {
        try {
          const { body } = await s3.getObjectRaw(key, start === 0, start);
          return body === null ? emptyStream() : told(body);
        } catch (error) {
          const status = statusOf(error);
          if (status === 404) return null;
          // Nothing is left from there on.
          if (status === 416) return emptyStream();
          throw error;
        }
      });
    },

    head(key) {
      assertObjectKey(key);
      return head(key);
    },

    async remove(key) {
      assertObjectKey(key);
      await unlessStatus(404, false, () => s3.deleteObject(key));
    },

    async removePrefix(prefix) {
      assertObjectPrefix(prefix);
      let count = 0;
      for await (const page of pagesOf(prefix)) {
        if (page.length === 0) continue;
        const removed = await ask(() => s3.deleteObjects(page.map(({ key }) => key)));
        if (!removed.every(Boolean)) throw fail('storage_unavailable', { detail: 'some objects were not removed' });
        count += page.length;
      }
      await abortUploads(s3, prefix);
      return count;
    },

    async *list(prefix) {
      assertObjectPrefix(prefix);
      for await (const page of pagesOf(prefix)) yield* page;
    },
  };
}

/** As the client's lists tell of one. */
interface ListedObject {
  readonly Key: string;
  readonly Size: number;
  readonly LastModified: Date;
}

/** Gives up uploads that never ended: their parts are not listed among the objects, but they are kept. */
async function abortUploads(s3: S3mini, prefix: string): Promise<void> {
  // Stores that cannot tell of such uploads (501) leave them to a rule of the bucket.
  const answer = await unlessStatus<unknown>(501, {}, () => s3.listMultipartUploads('/', prefix, 'GET', { prefix }));
  const { ListMultipartUploadsResult: result } = answer as { ListMultipartUploadsResult?: { Upload?: unknown } };
  const found = result?.Upload ?? [];
  for (const upload of Array.isArray(found) ? found : [found]) {
    const { Key: key, UploadId: id } = upload as { Key?: unknown; UploadId?: unknown };
    if (typeof key !== 'string' || typeof id !== 'string' || !key.startsWith(prefix)) continue;
    await unlessStatus(404, null, () => s3.abortMultipartUpload(key, id));
  }
}

/** Asks again when the store could not answer: for requests that change nothing when they are repeated. */
async function ask<T>(request: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await request();
    } catch (error) {
      const status = statusOf(error);
      if (isHoldfastError(error) || (status !== undefined && status < 500 && status !== 429)) throw unavailable(error);
      await pause(pauseMs);
    }
  }
  return askOnce(request);
}

async function askOnce<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw unavailable(error);
  }
}

async function unlessStatus<T>(status: number, instead: T, request: () => Promise<T>): Promise<T> {
  return ask(async () => {
    try {
      return await request();
    } catch (error) {
      if (statusOf(error) === status) return instead;
      throw error;
    }
  });
}

/** What the network or the store said; it may name hosts and buckets, and stays in the log. */
function unavailable(error: unknown): unknown {
  if (isHoldfastError(error)) return error;
  const detail = error instanceof Error ? error.message : 'no reason';
  return fail('storage_unavailable', { detail: `object storage: ${detail}`, cause: error });
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

function objectOf(listed: ListedObject): StoredObject {
  return { key: listed.Key, bytes: listed.Size, at: listed.LastModified };
}

function bucketMissing(): HoldfastError {
  return fail('storage_unavailable', { detail: 'object storage: the bucket is not there' });
}

function told(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const saying = async function* () {
    try {
      yield* chunksOf(reader);
    } catch (error) {
      throw unavailable(error);
    }
  };
  return streamOf(saying(), () => reader.cancel().catch(() => undefined));
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
