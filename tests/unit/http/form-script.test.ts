import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ApiAnswer, headerOf, toWebResponse } from '#lib/http/api-message.ts';
import { formScriptAnswer, formScriptPath } from '#lib/http/form-script.ts';
import { formScript } from '#lib/storefronts/generated/form-script.ts';

const gzipBytesMax = 3_000;

function ask(method = 'GET', headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  return formScriptAnswer({ method, target: formScriptPath, header: (name) => headers[name] ?? null, body: null });
}

describe('the script of contact forms', () => {
  it('is one classic script of a few kB, and writes no markup', () => {
    expect(gzipSync(formScript, { level: 9 }).byteLength).toBeLessThanOrEqual(gzipBytesMax);
    expect(() => new Function(formScript)).not.toThrow();
    expect(formScript).not.toMatch(
      /\bimport\(|\beval\(|new Function|document\.write|insertAdjacentHTML|(?:inner|outer)HTML/,
    );
  });

  it('is for pages of our own, and says when it has not changed', async () => {
    const answer = ask();
    expect(await toWebResponse(answer).text()).toBe(formScript);
    expect(headerOf(answer, 'cross-origin-resource-policy')).toBe('same-origin');
    expect(headerOf(answer, 'content-type')).toBe('text/javascript; charset=utf-8');
    expect(ask('GET', { 'if-none-match': headerOf(answer, 'etag') ?? '' }).status).toBe(304);
    expect(ask('HEAD').body).toBeNull();
    expect(ask('POST').status).toBe(405);
  });
});
