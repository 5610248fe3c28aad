import sharp, { type Sharp } from 'sharp';
import type { Principal } from '#lib/access/principal.ts';
import { uploadStorefrontImage } from '#lib/storefronts/images/upload-image.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { call, type TestOrganization } from './call.ts';
import { streamOf } from './imports.ts';
import { contentOf, draftStorefront } from './storefronts.ts';

interface Picture {
  readonly width?: number;
  readonly height?: number;
}

/** A picture with a gradient, so that it is no flat surface that packs to nothing. */
export function picture({ width = 640, height = 480 }: Picture = {}): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const x = (at / 3) % width;
    const y = Math.floor(at / 3 / width);
    pixels.set([Math.floor((x / width) * 255), Math.floor((y / height) * 255), 90], at);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** What cameras write into pictures: where it was, with what, in whose words. */
export function withPlace(image: Sharp): Sharp {
  return image
    .withExif({
      IFD0: { Make: 'marker-camera', Copyright: 'marker-owner', ImageDescription: 'marker-words' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 18/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><marker-xmp/></x:xmpmeta>');
}

/** Uploads a picture as the API's door would hand it over. */
export function putImage(principal: Principal, id: string, bytes: Uint8Array) {
  return call(uploadStorefrontImage, principal, { id }, { request: { body: streamOf(bytes) } });
}

/** A picture of a storefront that nobody sees yet. */
export async function uploadedImage(org: TestOrganization) {
  const { id } = await draftStorefront(org);
  const image = await putImage(org.owner, id, await picture({ width: 40, height: 30 }).png().toBuffer());
  return { id, imageId: image.id };
}

/** A picture that visitors see. */
export async function shownImage(org: TestOrganization) {
  const { id, imageId } = await uploadedImage(org);
  await call(updateStorefront, org.owner, { id, draft: contentOf(org, { hero: { image: imageId, alt: '' } }) });
  await call(publishStorefront, org.owner, { id });
  return { id, imageId };
}

/** A whole PNG of one pixel. */
export const smallPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
);
