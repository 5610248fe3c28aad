import type { FormatEnum, Metadata, Sharp, SharpOptions } from 'sharp';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { type ImageType, imageTypeOf } from './image-type.ts';
import { imagePixelsMax, imageSidePixelsMax } from './schema.ts';

/** A picture as it is kept and shown. */
export interface RedrawnImage {
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** How a format is read, as the library calls it, and written again. */
const formats: Readonly<
  Record<ImageType, { readonly read: keyof FormatEnum; readonly kept: RedrawnImage['contentType'] }>
> = {
  'image/png': { read: 'png', kept: 'image/png' },
  'image/jpeg': { read: 'jpeg', kept: 'image/jpeg' },
  'image/webp': { read: 'webp', kept: 'image/webp' },
  // Writing AVIF takes seconds of both cores; WebP is as small as pages need.
  'image/avif': { read: 'heif', kept: 'image/webp' },
};

const write: Readonly<Record<RedrawnImage['contentType'], (image: Sharp) => Sharp>> = {
  'image/png': (image) => image.png({ compressionLevel: 9 }),
  'image/jpeg': (image) => image.jpeg({ quality: 84, mozjpeg: true }),
  'image/webp': (image) => image.webp({ quality: 84 }),
};

/** Decoders of anything but these never see a byte from outside. */
const loaders = ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'];

async function openLibrary() {
  // Loaded when the first picture comes: most processes never see one.
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  sharp.cache(false);
  // One picture takes one core at most; the other goes on answering.
  sharp.concurrency(1);
  return sharp;
}

let turn: Promise<unknown> = Promise.resolve();

/** One after the other: a picture of 40 megapixels takes 160 MB while it is drawn. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Reads a picture and draws it anew, upright and no larger than pages show it. What is kept is made of its pixels alone:
 * where it was taken and with what, comments, thumbnails, and whatever else stood in the file or behind it are gone, and
 * colours are those of sRGB. It is a picture and nothing else, whatever else the file could be read as.
 *
 * @throws `invalid_input` for what is no picture that is taken: another format, one that ends too early or is damaged, one
 * that moves, or one of more pixels than {@link imagePixelsMax}, told by its header before it is unpacked.
 */
export async function redrawImage(given: Uint8Array): Promise<RedrawnImage> {
  const type = imageTypeOf(given);
  if (type === null) throw refusal('Not a PNG, JPEG, WebP or AVIF picture.');
  return inTurn(async () => {
    const sharp = await openLibrary();
    const options: SharpOptions = {
      failOn: 'warning',
      limitInputPixels: imagePixelsMax,
      sequentialRead: true,
      pages: 1,
    };
    try {
      requireDrawable(type, await sharp(given, { ...options, limitInputPixels: false }).metadata());
      const { kept } = formats[type];
      const drawn = sharp(given, options)
        .autoOrient()
        .resize({ width: imageSidePixelsMax, height: imageSidePixelsMax, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb');
      const { data, info } = await write[kept](drawn).toBuffer({ resolveWithObject: true });
      return { contentType: kept, bytes: new Uint8Array(data), width: info.width, height: info.height };
    } catch (error) {
      if (isHoldfastError(error)) throw error;
      throw refusal('The picture is damaged, or ends too early.', error);
    }
  });
}

function requireDrawable(type: ImageType, { format, width, height, pages = 1 }: Metadata): void {
  if (format !== formats[type].read) throw refusal('Not a PNG, JPEG, WebP or AVIF picture.');
  if (pages > 1) throw refusal('Pictures that move are not taken.');
  if (width * height > imagePixelsMax) {
    throw refusal(`At most ${imagePixelsMax / 1_000_000} megapixels; this one has ${width} × ${height}.`);
  }
}

function refusal(message: string, cause?: unknown) {
  return fail('invalid_input', { problems: [{ path: 'file', message }], cause });
}
