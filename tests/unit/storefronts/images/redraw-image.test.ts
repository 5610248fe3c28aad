import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageTypeOf } from '#lib/storefronts/images/image-type.ts';
import { redrawImage } from '#lib/storefronts/images/redraw-image.ts';
import { imageSidePixelsMax } from '#lib/storefronts/images/schema.ts';
import { refused } from '../../../support/call.ts';
import { picture, withPlace } from '../../../support/storefront-images.ts';

const markers = ['marker', 'Exif', 'GPS', 'xmpmeta', 'XMP ', 'eXIf', 'zTXt', 'iTXt', 'tEXt'];

function remains(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return markers.filter((marker) => text.includes(marker));
}

const problem = async (bytes: Uint8Array) => (await refused(redrawImage(bytes), 'invalid_input')).problems[0]?.message;

describe('a picture that is taken', () => {
  it.each(['png', 'jpeg', 'webp', 'avif'] as const)(
    'says nothing of where it was taken and with what: %s',
    async (format) => {
      const given = await withPlace(picture()).toFormat(format).toBuffer();
      expect(remains(given)).toContain('marker');
      const kept = await redrawImage(given);
      expect(remains(kept.bytes)).toEqual([]);
      const facts = await sharp(kept.bytes).metadata();
      expect([facts.exif, facts.xmp, facts.iptc]).toEqual([undefined, undefined, undefined]);
      expect([facts.width, facts.height]).toEqual([640, 480]);
      expect([kept.width, kept.height]).toEqual([640, 480]);
      expect(kept.contentType).toBe(format === 'avif' ? 'image/webp' : `image/${format}`);
    },
  );

  it('stands upright, though its file only said how to turn it', async () => {
    const given = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const kept = await redrawImage(given);
    expect([kept.width, kept.height]).toEqual([480, 640]);
    expect((await sharp(kept.bytes).metadata()).orientation).toBeUndefined();
  });

  it('looks as it did', async () => {
    const given = await picture().png().toBuffer();
    const [before, after] = await Promise.all(
      [given, (await redrawImage(given)).bytes].map((bytes) => sharp(bytes).removeAlpha().raw().toBuffer()),
    );
    expect(after?.equals(before as Buffer)).toBe(true);
  });

  it('is no larger than pages show', async () => {
    const kept = await redrawImage(await picture({ width: 3_000, height: 1_000 }).jpeg().toBuffer());
    expect([kept.width, kept.height]).toEqual([imageSidePixelsMax, 800]);
  });

  it('is a picture and nothing else, whatever stood in it or behind it', async () => {
    const attack = '<script>alert(document.domain)</script><?php system($_GET[0]); ?>PK\x03\x04';
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const image = await picture({ width: 64, height: 64 }).toFormat(format).toBuffer();
      const kept = await redrawImage(Buffer.concat([image, Buffer.from(attack)])).catch(() => null);
      // Some decoders refuse what stands behind a picture: so much the better.
      expect(Buffer.from(kept?.bytes ?? []).toString('latin1')).not.toContain('script');
    }
    const inComment = await picture()
      .jpeg()
      .withExif({ IFD0: { ImageDescription: attack } })
      .toBuffer();
    expect(inComment.toString('latin1')).toContain('<script>');
    expect(Buffer.from((await redrawImage(inComment)).bytes).toString('latin1')).not.toContain('<script>');
  });
});

describe('what is no picture that is taken', () => {
  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an SVG with a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a GIF that is a script', 'GIF89a=1;alert(1)'],
    ['a PDF', '%PDF-1.7\n'],
    ['nothing', ''],
  ])('%s is refused by what it is, whatever it is called', async (_name, text) => {
    expect(imageTypeOf(Buffer.from(text))).toBeNull();
    expect(await problem(Buffer.from(text))).toMatch(/^Not a PNG/);
  });

  it('an SVG behind the first bytes of a picture is refused', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const begins of ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'RIFF\x40\0\0\0WEBPVP8 ', '\0\0\0\x20ftypavif']) {
      expect(await problem(Buffer.concat([Buffer.from(begins, 'latin1'), svg]))).toBeTruthy();
    }
  });

  it('a GIF, and a picture that moves, are refused', async () => {
    const frames = [0, 120, 240].map((shade) => Buffer.alloc(16 * 16 * 3, shade));
    const moving = sharp(Buffer.concat(frames), { raw: { width: 16, height: 48, channels: 3, pageHeight: 16 } });
    expect(await problem(await moving.clone().gif().toBuffer())).toMatch(/^Not a PNG/);
    expect(await problem(await moving.clone().webp().toBuffer())).toBe('Pictures that move are not taken.');
  });

  it.each(['png', 'jpeg', 'webp', 'avif'] as const)('one that was cut off is refused: %s', async (format) => {
    const whole = await picture().toFormat(format).toBuffer();
    for (const share of [0.2, 0.6, 0.97]) {
      expect(await problem(whole.subarray(0, Math.floor(whole.length * share)))).toBeTruthy();
    }
  });

  it('one whose header tells of more pixels than anybody shows is refused before it is unpacked', async () => {
    const small = await picture({ width: 8, height: 8 }).png().toBuffer();
    const bomb = Buffer.from(small);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const before = process.memoryUsage().rss;
    expect(await problem(bomb)).toMatch(/60000 × 60000/);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});
