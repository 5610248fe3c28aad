import type { Json } from '../../ledger/canonical.ts';
import type { StorefrontImageOf } from './schema.ts';
import type { ImageRow } from './store.ts';

/** A picture as it leaves the product. */
export function presentImage(row: ImageRow, used: StorefrontImageOf['used']): StorefrontImageOf {
  return {
    id: row.id,
    storefrontId: row.storefrontId,
    // What is kept was written by us, in one of these.
    contentType: row.contentType as StorefrontImageOf['contentType'],
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    sha256: Buffer.from(row.sha256).toString('hex'),
    used,
    createdAt: row.createdAt,
  };
}

/** What a receipt tells of a picture: all that is known of it but its bytes, which the digest stands for. */
export function imageDetail({
  storefrontId,
  contentType,
  bytes,
  width,
  height,
  sha256,
}: ImageRow): Record<string, Json> {
  return { storefrontId, contentType, bytes, width, height, sha256: Buffer.from(sha256).toString('hex') };
}
