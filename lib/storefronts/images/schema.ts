import { z } from 'zod';
import { instant } from '../../platform/fields.ts';

/** Of one picture, on the wire. */
export const imageBytesMax = 5 * 1024 * 1024;
/** Of one picture, as its header says: more is a decompression bomb, or a picture for a poster. */
export const imagePixelsMax = 40_000_000;
/** Longest side of what is kept: twice what the widest page shows. */
export const imageSidePixelsMax = 2_400;
/** Of one storefront: its hero, its cards, and as many again for drafts. */
export const imagesMax = 100;

const storefrontId = z.string().min(1).max(64);

export const UploadStorefrontImage = z.strictObject({ id: storefrontId });
export const ListStorefrontImages = z.strictObject({ id: storefrontId });
export const StorefrontImageId = z.strictObject({ id: storefrontId, imageId: z.string().min(1).max(64) });

/** A picture of a storefront; its bytes are apart. */
export const StorefrontImage = z.strictObject({
  id: z.string(),
  storefrontId: z.string(),
  contentType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  bytes: z.int(),
  width: z.int().describe('In pixels, as it is shown'),
  height: z.int(),
  sha256: z.string().describe('Of the bytes that are kept, in hexadecimal digits'),
  used: z
    .enum(['published', 'draft'])
    .nullable()
    .describe('Where it is shown; null: nowhere, so that it can be deleted'),
  createdAt: instant,
});

export const StorefrontImages = z.strictObject({ data: z.array(StorefrontImage).describe('The newest first') });

export type StorefrontImageOf = z.output<typeof StorefrontImage>;
