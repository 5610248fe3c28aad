import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { fail, type HoldfastError } from '../errors.ts';
import { piecesOf, splitHead, streamOf } from './byte-stream.ts';
import type { ObjectStore, OrganizationObjects } from './object-store.ts';

const algorithm = 'aes-256-gcm';
/** First byte of every sealed object, so that the form can change. */
const formVersion = 1;
const saltBytes = 32;
/** `form (1) || key version (4, big-endian) || salt (32)`. */
const headerBytes = 1 + 4 + saltBytes;
/** What is sealed at a time, and so what is held in memory, and what one changed byte costs. */
export const segmentBytes = 64 * 1024;
const tagBytes = 16;
const counterMax = 2 ** 32 - 1;

/** An organisation's subkey for objects, in one of its versions. */
export interface ObjectKey {
  readonly version: number;
  readonly bytes: Uint8Array;
}

/** The store, and each organisation's part of it. */
export interface Objects {
  readonly store: ObjectStore;
  of(orgId: string): OrganizationObjects;
}

interface ObjectsOptions {
  readonly store: ObjectStore;
  /** The organisation's subkey for objects: that version, or the newest; null when there is none (any more). */
  readonly keyOf: (orgId: string, version?: number) => Promise<ObjectKey | null>;
  /** Whether the inventory of data knows of such a key; nothing is put where it does not. All are known if not said. */
  readonly isDeclared?: (key: string) => boolean;
}

/** Where everything of an organisation is. CLAIMS P5. */
export function organizationPrefix(orgId: string): string {
  return `org/${orgId}/`;
}

/**
 * Objects sealed in segments by the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated
 * Encryption and its Nonce-Reuse Misuse-Resistance", 2015), with AES-256-GCM.
 *
 * Each object has a key of its own: HKDF-SHA256 of the organisation's subkey, with 32 random bytes as salt and the
 * object's key in the store as info. A segment's nonce is its number and whether it is the last. So what opens is what was
 * sealed under this very name, whole and in order; anything else is refused no later than at the segment that differs. An
 * older content of the same name opens too: who must know compares the digest.
 */
export function createObjects(options: ObjectsOptions): Objects {
  return { store: options.store, of: (orgId) => organizationObjects(options, orgId) };
}

function organizationObjects(
  { store, keyOf, isDeclared = () => true }: ObjectsOptions,
  orgId: string,
): OrganizationObjects {
  const prefix = organizationPrefix(orgId);

  /** From a later segment on: what stands before it is not read. */
  async function openedFrom(place: string, start: number, key: Uint8Array, header: Buffer) {
    const segment = Math.floor(start / segmentBytes);
    const stream = await store.get(place, headerBytes + segment * (segmentBytes + tagBytes));
    if (stream === null) return null;
    const { rest, cancel } = await splitHead(stream, 0);
    return streamOf(without(start % segmentBytes, opened(rest, key, header, place, segment)), cancel);
  }

  return {
    async put(name, body) {
      if (!isDeclared(`${prefix}${name}`))
        throw fail('internal', { detail: `${name} stands in no place of the inventory` });
      const key = await keyOf(orgId);
      if (key === null) throw fail('internal', { detail: 'the organisation has no data key' });
      const header = Buffer.alloc(headerBytes);
      header.writeUInt8(formVersion, 0);
      header.writeUInt32BE(key.version, 1);
      randomBytes(saltBytes).copy(header, 5);
      const place = `${prefix}${name}`;
      const digest = createHash('sha256');
      let bytes = 0;
      const counted = async function* () {
        for await (const chunk of body) {
          digest.update(chunk);
          bytes += chunk.byteLength;
          yield chunk;
        }
      };
      await store.put(place, sealed(counted(), objectKey(key, header, place), header, place));
      // Its organisation may have been erased while the bytes were on their way, and what was there been counted.
      if ((await keyOf(orgId)) === null) {
        await store.remove(place);
        throw fail('internal', { detail: 'the organisation has no data key any more' });
      }
      return { bytes, sha256: digest.digest() };
    },

    async get(name, start = 0) {
      const place = `${prefix}${name}`;
      const stream = await store.get(place);
      if (stream === null) return null;
      const { head, rest, cancel } = await splitHead(stream, headerBytes);
      try {
        if (head.byteLength < headerBytes || head.readUInt8(0) !== formVersion) throw damaged('not a sealed object');
        const key = await keyOf(orgId, head.readUInt32BE(1));
        if (key === null) throw damaged('it was sealed under a key that is not there');
        const own = objectKey(key, head, place);
        if (start < segmentBytes) return streamOf(without(start, opened(rest, own, head, place)), cancel);
        await cancel();
        return await openedFrom(place, start, own, head);
      } catch (error) {
        await cancel();
        throw error;
      }
    },

    async head(name) {
      const stored = await store.head(`${prefix}${name}`);
      return stored && { bytes: plainBytesOf(stored.bytes), at: stored.at };
    },

    remove: (name) => store.remove(`${prefix}${name}`),

    async *list(below) {
      for await (const { key } of store.list(`${prefix}${below}`)) yield key.slice(prefix.length);
    },
  };
}

async function* sealed(
  body: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  header: Buffer,
  place: string,
): AsyncGenerator<Uint8Array> {
  yield header;
  const context = contextOf(header, place);
  let segment = 0;
  for await (const { bytes, last } of piecesOf(body, segmentBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(segment, last), { authTagLength: tagBytes });
    cipher.setAAD(context);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    segment += 1;
  }
}

/** Nothing is yielded that was not authenticated. The body begins with segment `first`. */
async function* opened(
  body: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  header: Buffer,
  place: string,
  first = 0,
): AsyncGenerator<Uint8Array> {
  const context = contextOf(header, place);
  let segment = first;
  for await (const { bytes, last } of piecesOf(body, segmentBytes + tagBytes)) {
    const tagAt = bytes.byteLength - tagBytes;
    // An empty last segment is what the empty object alone has: each object has one form.
    if (tagAt < 0 || (tagAt === 0 && segment > 0)) throw damaged('it is cut off');
    const decipher = createDecipheriv(algorithm, key, nonceOf(segment, last), { authTagLength: tagBytes });
    decipher.setAAD(context);
    decipher.setAuthTag(bytes.subarray(tagAt));
    let plain: Buffer;
    try {
      plain = Buffer.concat([decipher.update(bytes.subarray(0, tagAt)), decipher.final()]);
    } catch (cause) {
      throw damaged(`segment ${segment} does not open under its key, name and place`, cause);
    }
    if (plain.byteLength > 0) yield plain;
    segment += 1;
  }
}

/** Of an object that takes `storedBytes` in the store. */
function plainBytesOf(storedBytes: number): number {
  const body = storedBytes - headerBytes;
  return Math.max(0, body - Math.ceil(body / (segmentBytes + tagBytes)) * tagBytes);
}

/** The body but for its first bytes. */
async function* without(count: number, body: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const piece of body) {
    if (left < piece.byteLength) yield left === 0 ? piece : piece.subarray(left);
    left = Math.max(0, left - piece.byteLength);
  }
}

function objectKey(key: ObjectKey, header: Buffer, place: string): Uint8Array {
  const info = `holdfast/v1/object/${place}`;
  return new Uint8Array(hkdfSync('sha256', key.bytes, header.subarray(5, headerBytes), info, 32));
}

/** Unique under a key: `0 (7) || segment (4, big-endian) || last (1)`. */
function nonceOf(segment: number, last: boolean): Buffer {
  if (segment > counterMax) throw fail('internal', { detail: 'an object of more than 2^32 segments' });
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

function contextOf(header: Buffer, place: string): Buffer {
  return Buffer.concat([header, Buffer.from(place, 'utf8')]);
}

function damaged(why: string, cause?: unknown): HoldfastError {
  return fail('internal', { detail: `a stored object cannot be opened: ${why}`, cause });
}
