/** What pictures can be brought as. No SVG (it runs scripts), no GIF, no formats that browsers do not show. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;

export type ImageType = (typeof imageTypes)[number];

/** What stands at a place of a file, as Latin-1. */
type Mark = readonly [at: number, text: string];

const marks: Readonly<Record<ImageType, readonly Mark[]>> = {
  'image/png': [[0, '\x89PNG\r\n\x1a\n']],
  'image/jpeg': [[0, '\xff\xd8\xff']],
  'image/webp': [
    [0, 'RIFF'],
    [8, 'WEBPVP8'],
  ],
  // ISO/IEC 14496-12: a file type box first, with the brand of still AV1 pictures.
  'image/avif': [
    [0, '\0\0\0'],
    [4, 'ftypavif'],
  ],
};

const headBytes = 32;

/** What a picture is by its own first bytes, whatever it was called; null when it is none that is taken. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headBytes)).toString('latin1');
  return imageTypes.find((type) => marks[type].every(([at, text]) => head.startsWith(text, at))) ?? null;
}
