import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AskedCategory, askedCategories, type ConsentService } from '#lib/consent/categories.ts';
import { choiceValue } from '#lib/consent/choice-cookie.ts';
import { grantedCategories } from '#lib/consent/kept-choice.ts';
import { storefrontContentSecurityPolicy } from '#lib/http/storefront-policy.ts';

const services: readonly ConsentService[] = [
  { id: 'video', name: 'Video', category: 'functional', hosts: ['frames.example', '*.frames.example'], cookies: [] },
  { id: 'stats', name: 'Statistics', category: 'analytics', hosts: ['stats.example', '*.big.example'], cookies: [] },
  { id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.example', 'ads.big.example'], cookies: [] },
];
const frame = { kind: 'frame', service: 'video' } as const;
const program = { kind: 'script', service: 'stats' } as const;
const style = ':root{color:red}';

function directives(
  granted: readonly AskedCategory[],
  embeds: readonly (typeof frame | typeof program)[],
  turnstile = false,
) {
  const policy = storefrontContentSecurityPolicy({
    ...{ origin: 'https://shop.example', style, services, granted: new Set(granted), embeds, turnstile },
  });
  return Object.fromEntries(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]));
}

const ours = 'https://shop.example/consent.js https://shop.example/storefront-form.js';

describe('the policy of a storefront’s page', () => {
  it('lets nothing of others in before consent, whatever the page carries', () => {
    for (const embeds of [[], [frame], [program], [frame, program]]) {
      const policy = directives([], embeds);
      expect(policy).toMatchObject({ 'default-src': "'none'", 'script-src': ours, 'frame-src': "'none'" });
      expect([policy['img-src'], policy['connect-src'], policy['form-action']]).toEqual(["'self'", "'self'", "'self'"]);
      expect(JSON.stringify(policy)).not.toMatch(/(?:frames|stats|pixel|big)\.example/);
    }
  });

  it('lets in what a frame comes from once its purpose was allowed, as a frame alone', () => {
    const policy = directives(['functional', 'analytics'], [frame]);
    expect(policy['frame-src']).toBe('https://frames.example https://*.frames.example');
    expect(policy['script-src']).toBe(ours);
    expect(policy['img-src']).toBe("'self'");
    expect(directives(['analytics'], [frame])['frame-src']).toBe("'none'");
  });

  it('lets in the hosts of every allowed service where programs run, and of no other', () => {
    const policy = directives(['analytics'], [program]);
    expect(policy['script-src']).toBe(`${ours} https://stats.example`);
    expect(policy['connect-src']).toBe("'self' https://stats.example");
    const all = directives([...askedCategories], [program]);
    for (const name of ['script-src', 'img-src', 'connect-src', 'frame-src']) {
      for (const host of ['frames.example', 'stats.example', 'pixel.example', 'ads.big.example', '*.big.example']) {
        expect(all[name]).toContain(`https://${host}`);
      }
    }
  });

  it('keeps out a pattern that covers a host of what was not allowed: a policy cannot take away again', () => {
    expect(directives(['analytics'], [program])['script-src']).not.toContain('big.example');
    expect(directives(['analytics', 'marketing'], [program])['script-src']).toContain('https://*.big.example');
  });

  it('names the check for programs only where the page carries it', () => {
    expect(JSON.stringify(directives([], [frame]))).not.toContain('cloudflare');
    const policy = directives([], [frame], true);
    expect(policy['frame-src']).toBe('https://challenges.cloudflare.com');
    expect(policy['script-src']).toBe(`${ours} https://challenges.cloudflare.com`);
  });

  it('names its style sheet by digest, and needs no other leave', () => {
    const digest = createHash('sha256').update(style).digest('base64');
    expect(directives([], [])['style-src']).toBe(`'sha256-${digest}'`);
    const everything = JSON.stringify(directives([...askedCategories], [frame, program], true));
    expect(everything).not.toMatch(/unsafe|strict-dynamic|nonce|data:|blob:|http:|https: /);
  });
});

describe('what a visitor allows, by the banner’s cookie', () => {
  const policy = 'a'.repeat(64);
  const value = (changes: object = {}) =>
    choiceValue({
      ...{
        storefront: 'shop',
        policy,
        choices: { analytics: true, marketing: false },
        method: 'custom',
        at: 1_700_000_000_000,
      },
      ...changes,
    } as Parameters<typeof choiceValue>[0]);
  const granted = (header: string | null) => [...grantedCategories(header, { storefront: 'shop', policy })];

  it('is what they said to what is asked now', () => {
    expect(granted(`a=1; hf_consent=${value()}; b=2`)).toEqual(['analytics']);
  });

  it.each([
    ['no cookie', null],
    ['another storefront', `hf_consent=${value({ storefront: 'other' })}`],
    ['another policy', `hf_consent=${value({ policy: 'b'.repeat(64) })}`],
    ['no time', `hf_consent=${value({ at: 'now' })}`],
    ['twice, so that one of them is somebody else’s', `hf_consent=${value()}; hf_consent=${value()}`],
    ['a cookie whose name only ends so', `xhf_consent=${value()}`],
    ['no JSON', 'hf_consent=%7B'],
    ['bad escapes', 'hf_consent=%E0%A4%A'],
    ['something else', 'hf_consent=%22yes%22'],
    ['too much of it', `hf_consent=${value({ url: 'x'.repeat(3_000) })}`],
  ])('is nothing: %s', (_name, header) => {
    expect(granted(header)).toEqual([]);
  });
});
