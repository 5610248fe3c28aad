import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { newId } from '../platform/ids.ts';
import { emptyAnswer, type HeaderLine } from './answers.ts';
import type { ApiAnswer, ApiRequest } from './api-message.ts';
import { dataContentSecurityPolicy, securityHeadersOf } from './headers.ts';

/** Pages ask again after an hour, and show what they have meanwhile: most of them name a script for years. */
const cacheControl = 'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800';

interface Spelling {
  readonly encoding: 'br' | 'gzip' | null;
  readonly tag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A script in each encoding, the smallest first, each with a tag of its own (RFC 9110, section 8.8.3). */
function everySpelling(script: string): readonly Spelling[] {
  const plain = Buffer.from(script);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = constants;
  const brotli = brotliCompressSync(plain, { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY } });
  const spell = (encoding: Spelling['encoding'], bytes: Buffer): Spelling => ({
    encoding,
    tag: `"${digest}${encoding === null ? '' : `-${encoding}`}"`,
    bytes: new Uint8Array(bytes),
  });
  return [spell('br', brotli), spell('gzip', gzipSync(plain, { level: 9 })), spell(null, plain)];
}

/** Whether `Accept-Encoding` takes it by name; a weight of nothing is a refusal (RFC 9110, section 12.5.3). */
function takes(header: string | null, encoding: string): boolean {
  return (header ?? '').split(',').some((each) => {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

/**
 * What answers requests for a program of ours that pages carry. It needs nothing of the installation, names nobody, and is
 * the same for everybody. CLAIMS G5.
 */
export function scriptAnswerer(path: string, script: string): (request: ApiRequest) => ApiAnswer {
  let spellings: readonly Spelling[] | undefined;
  return (request) => {
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      return emptyAnswer(method === 'OPTIONS' ? 204 : 405, [
        ['allow', 'GET, HEAD, OPTIONS'],
        ['x-request-id', newId('req')],
      ]);
    }
    spellings ??= everySpelling(script);
    const accepted = request.header('accept-encoding');
    const { encoding, tag, bytes } = spellings.find(
      (each) => each.encoding === null || takes(accepted, each.encoding),
    ) as Spelling;
    const lines: HeaderLine[] = [
      ...securityHeadersOf(path),
      ['content-security-policy', dataContentSecurityPolicy],
      ['x-request-id', newId('req')],
      ['cache-control', cacheControl],
      ['vary', 'accept-encoding'],
      ['etag', tag],
    ];
    const known = (request.header('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
    if (known.includes(tag) || known.includes('*')) return { status: 304, headers: lines, body: null };
    lines.push(['content-type', 'text/javascript; charset=utf-8'], ['content-length', String(bytes.byteLength)]);
    if (encoding !== null) lines.push(['content-encoding', encoding]);
    return { status: 200, headers: lines, body: method === 'HEAD' ? null : new Blob([bytes]).stream() };
  };
}
