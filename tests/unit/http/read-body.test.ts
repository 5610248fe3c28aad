import { describe, expect, it } from 'vitest';
import type { ApiRequest } from '#lib/http/api-message.ts';
import { cappedStream, readJsonBody } from '#lib/http/read-body.ts';
import { type ErrorCode, isHoldfastError } from '#lib/platform/errors.ts';

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

async function refused(reading: Promise<unknown>): Promise<ErrorCode> {
  const error = await reading.then(
    (value) => new Error(`read ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!isHoldfastError(error)) throw error;
  return error.code;
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

  it.each(['gzip', 'br', 'gzip, identity'])('compressed as %s is refused', async (encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    expect(await refused(readJsonBody(request({ chunks: ['{}'], headers }), 100))).toBe('unsupported_media_type');
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

describe('a streamed body', () => {
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
