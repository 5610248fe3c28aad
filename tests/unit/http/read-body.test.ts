import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ApiRequest } from '#lib/http/api-message.ts';
import { cappedStream, readJsonBody } from '#lib/http/read-body.ts';
import { type ErrorCode, type HoldfastError, isHoldfastError } from '#lib/platform/errors.ts';

interface Body {
  readonly chunks: readonly (string | Uint8Array)[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request whose body arrives in these pieces; remembers how many were asked for. */
function request({ chunks, headers = { 'content-type': 'application/json' } }: Body): ApiRequest & { pulled: number } {
  const made = {
    method: 'POST',
    target: '/api/v1/contacts',
    pulled: 0,
    header: (name: string) => headers[name] ?? null,
    body: {
      async *[Symbol.asyncIterator]() {
        for (const chunk of chunks) {
          made.pulled += 1;
          yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        }
      },
    },
  };
  return made;
}

async function refusal(reading: Promise<unknown>): Promise<HoldfastError> {
  const error = await reading.then(
    (value) => new Error(`read ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!isHoldfastError(error)) throw error;
  return error;
}

async function refused(reading: Promise<unknown>): Promise<ErrorCode> {
  return (await refusal(reading)).code;
}

describe('a JSON body', () => {
  it('is read whole, whatever pieces it comes in', async () => {
    const bytes = Buffer.from('{"name":"Zoë"}');
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await readJsonBody(request({ chunks: pieces }), 100)).toEqual({ name: 'Zoë' });
  });

  it('is counted as it arrives: one byte too many ends the reading', async () => {
    const chunks = Array.from({ length: 100 }, () => ' '.repeat(10));
    const sent = request({ chunks, headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } });
    expect(await refused(readJsonBody(sent, 49))).toBe('body_too_large');
    expect(sent.pulled).toBe(5);
  });

  it('that says it is too large is not read at all', async () => {
    const sent = request({ chunks: ['{}'], headers: { 'content-type': 'application/json', 'content-length': '101' } });
    expect(await refused(readJsonBody(sent, 100))).toBe('body_too_large');
    expect(sent.pulled).toBe(0);
  });

  it('may lie about its length and is still held to the bound', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '2' };
    expect(await refused(readJsonBody(request({ chunks: ['{"a":', '"'.repeat(200)], headers }), 100))).toBe(
      'body_too_large',
    );
  });

  it.each([
    ['application/json', undefined],
    ['application/json; charset=utf-8', undefined],
    ['APPLICATION/JSON; charset="UTF-8"', undefined],
    ['application/json; charset=latin1', 'unsupported_media_type'],
    ['text/plain', 'unsupported_media_type'],
    ['application/x-www-form-urlencoded', 'unsupported_media_type'],
    ['text/json; application/json', 'unsupported_media_type'],
  ])('of type %s', async (type, code) => {
    const reading = readJsonBody(request({ chunks: ['{}'], headers: { 'content-type': type } }), 100);
    if (code === undefined) expect(await reading).toEqual({});
    else expect(await refused(reading)).toBe(code);
  });

  it.each(['zstd', 'gzip, identity', 'gzip, gzip', 'constructor', 'br;q=1'])(
    'in the coding %s is refused, with the codings that are known',
    async (encoding) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const error = await refusal(readJsonBody(request({ chunks: ['{}'], headers }), 100));
      expect(error).toMatchObject({
        code: 'unsupported_media_type',
        headers: { 'Accept-Encoding': 'gzip, deflate, br' },
      });
    },
  );

  it('without a type is refused once it has a byte', async () => {
    expect(await refused(readJsonBody(request({ chunks: ['{}'], headers: {} }), 100))).toBe('unsupported_media_type');
  });

  it('that is no object, or no UTF-8, is malformed', async () => {
    for (const chunk of ['[]', '"text"', 'null', '1', Uint8Array.of(0x7b, 0xff, 0x7d)]) {
      expect(await refused(readJsonBody(request({ chunks: [chunk] }), 100))).toBe('malformed_body');
    }
  });

  it('that is empty is an empty object, and needs no type', async () => {
    expect(await readJsonBody(request({ chunks: [], headers: {} }), 100)).toEqual({});
    expect(await readJsonBody({ ...request({ chunks: [] }), body: null }, 100)).toEqual({});
  });

  it('that breaks off is malformed', async () => {
    const broken: ApiRequest = {
      ...request({ chunks: [] }),
      body: {
        // biome-ignore lint/correctness/useYield: it fails before the first piece
        async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
          throw new Error('aborted');
        },
      },
    };
    expect(await refused(readJsonBody(broken, 100))).toBe('malformed_body');
  });
});

describe('a compressed JSON body', () => {
  const text = JSON.stringify({ name: 'Zoë', notes: 'x'.repeat(1_000) });
  const codings = {
    gzip: gzipSync,
    'x-gzip': gzipSync,
    GZIP: gzipSync,
    deflate: deflateSync,
    br: brotliCompressSync,
  } as const;
  const sent = (coding: string, ...chunks: readonly Uint8Array[]) =>
    request({ chunks, headers: { 'content-type': 'application/json', 'content-encoding': coding } });

  it.each(Object.entries(codings))('%s is read, in one piece or byte by byte', async (coding, compress) => {
    const bytes = compress(text);
    expect(await readJsonBody(sent(coding, bytes), 2_000)).toEqual(JSON.parse(text));
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await readJsonBody(sent(coding, ...pieces), 2_000)).toEqual(JSON.parse(text));
  });

  it.each(Object.entries(codings))('%s is held to the bound after decoding too', async (coding, compress) => {
    expect(compress(text).byteLength).toBeLessThan(500);
    expect(await refused(readJsonBody(sent(coding, compress(text)), 500))).toBe('body_too_large');
  });

  it('is held to the bound on the wire as well', async () => {
    const noise = gzipSync(randomBytes(600));
    const one = sent('gzip', noise.subarray(0, 300), noise.subarray(300, 600), noise.subarray(600));
    expect(await refused(readJsonBody(one, 500))).toBe('body_too_large');
    expect(one.pulled).toBe(2);
  });

  it('that would become huge is stopped early: most of it is not even asked for', async () => {
    const bomb = gzipSync(Buffer.alloc(250_000_000));
    const pieces = Array.from({ length: Math.ceil(bomb.byteLength / 1_000) }, (_, n) =>
      bomb.subarray(n * 1_000, (n + 1) * 1_000),
    );
    const one = sent('gzip', ...pieces);
    expect(await refused(readJsonBody(one, 1_000_000))).toBe('body_too_large');
    // What the decoder and its pipe have in hand is no more than 64 kB and a few pieces.
    expect(one.pulled).toBeLessThan(pieces.length / 2);
  });

  it.each([
    ['no gzip at all', Buffer.from('{"a":1}')],
    ['one that breaks off', gzipSync('{"a":1}').subarray(0, 15)],
    ['one with a wrong checksum', Buffer.concat([gzipSync('{"a":1}').subarray(0, -8), Buffer.alloc(8)])],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is malformed or empty, and leaves nothing open', async (what, bytes) => {
    const reading = readJsonBody(sent('gzip', bytes), 1_000);
    if (what === 'nothing') await reading.catch((error: unknown) => expect(error).toMatchObject({ status: 400 }));
    else expect(await refused(reading)).toBe('malformed_body');
  });
});

describe('bytes that are no UTF-8', () => {
  it.each([
    ['a broken character', '{"a":"\xff"}', 6],
    ['half a character at the end', '{"a":"\xc3', 7],
    ['a surrogate in bytes', '{"a":"\xed\xa0\x80"}', 7],
    ['an overlong slash', '{"a":"\xc0\xaf"}', 6],
  ])('%s: the place is named', async (_what, latin1, at) => {
    const error = await refusal(readJsonBody(request({ chunks: [Buffer.from(latin1, 'latin1')] }), 100));
    expect(error.code).toBe('malformed_body');
    expect(error.publicMessage).toContain(`not valid UTF-8, at byte ${at}`);
    expect(await readJsonBody(request({ chunks: ['{"a":"ok"}'] }), 100)).toEqual({ a: 'ok' });
  });
});

describe('a streamed body', () => {
  it('is refused when compressed: files come as they are', async () => {
    const one = request({ chunks: ['ab'], headers: { 'content-encoding': 'gzip' } });
    const error = await refusal(Promise.resolve().then(() => cappedStream(one, 100)));
    expect(error).toMatchObject({ code: 'unsupported_media_type', headers: { 'Accept-Encoding': 'identity' } });
  });

  it('is handed on piece by piece, and not before somebody asks', async () => {
    const sent = request({ chunks: ['ab', 'cd'] });
    const stream = cappedStream(sent, 100);
    await Promise.resolve();
    expect(sent.pulled).toBe(0);
    expect(await new Response(stream).text()).toBe('abcd');
  });

  it('fails at the first byte too many', async () => {
    const stream = cappedStream(request({ chunks: ['abc', 'def', 'g'] }), 5);
    expect(await refused(new Response(stream).text())).toBe('body_too_large');
  });
});
