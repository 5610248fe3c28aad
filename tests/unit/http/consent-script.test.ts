import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { consentScript } from '#lib/consent/generated/consent-script.ts';
import { type ApiAnswer, headerOf, toWebResponse } from '#lib/http/api-message.ts';
import { consentScriptAnswer } from '#lib/http/consent-script.ts';

/** With everything, English included; other languages come with the table of services. */
const gzipBytesMax = 14_000;

function ask(method = 'GET', headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  return consentScriptAnswer({ method, target: '/consent.js', header: (name) => headers[name] ?? null, body: null });
}

const bytesOf = async (answer: ApiAnswer) => Buffer.from(await toWebResponse(answer).arrayBuffer());

describe('the consent script', () => {
  it('is one classic script of at most 14 kB', () => {
    expect(gzipSync(consentScript, { level: 9 }).byteLength).toBeLessThanOrEqual(gzipBytesMax);
    expect(() => new Function(consentScript)).not.toThrow();
    expect(consentScript).not.toMatch(/\bimport\(|\beval\(|new Function|document\.write|@font-face/);
    // It stands before these, and uses none of them itself.
    expect(consentScript).not.toMatch(/\.(?:inner|outer)HTML\s*=[^=]|\.insertAdjacentHTML\(/);
  });

  it('says the same in every encoding, each under a tag of its own', async () => {
    const plain = ask();
    const gzip = ask('GET', { 'accept-encoding': 'gzip, br;q=0' });
    const br = ask('GET', { 'accept-encoding': 'gzip, deflate, br' });
    expect((await bytesOf(plain)).toString()).toBe(consentScript);
    expect(gunzipSync(await bytesOf(gzip)).toString()).toBe(consentScript);
    expect(brotliDecompressSync(await bytesOf(br)).toString()).toBe(consentScript);
    expect([plain, gzip, br].map((answer) => headerOf(answer, 'content-encoding'))).toEqual([undefined, 'gzip', 'br']);
    expect(new Set([plain, gzip, br].map((answer) => headerOf(answer, 'etag'))).size).toBe(3);
    for (const answer of [plain, gzip, br]) expect(headerOf(answer, 'vary')).toBe('accept-encoding');
  });

  it('may be put into pages of other origins, and only that', () => {
    const answer = ask();
    expect(answer.headers.filter(([name]) => name === 'cross-origin-resource-policy')).toEqual([
      ['cross-origin-resource-policy', 'cross-origin'],
    ]);
    expect(headerOf(answer, 'content-type')).toBe('text/javascript; charset=utf-8');
    expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff');
    expect(headerOf(answer, 'set-cookie')).toBeUndefined();
    expect(headerOf(answer, 'access-control-allow-origin')).toBeUndefined();
  });

  it('is not sent again to who has it', () => {
    const tag = headerOf(ask(), 'etag') as string;
    const again = ask('GET', { 'if-none-match': `"other", W/${tag}` });
    expect([again.status, again.body, headerOf(again, 'etag')]).toEqual([304, null, tag]);
    expect(ask('GET', { 'if-none-match': '"other"' }).status).toBe(200);
  });

  it('answers nothing but questions', () => {
    expect([ask('HEAD').status, ask('HEAD').body]).toEqual([200, null]);
    expect(ask('OPTIONS').status).toBe(204);
    expect([ask('POST').status, headerOf(ask('POST'), 'allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
