import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { pageContentSecurityPolicy, securityHeadersOf } from '#lib/http/headers.ts';
import { isRouterPath } from '#lib/http/page-paths.ts';
import { stillContentSecurityPolicy } from '#lib/http/storefront-policy.ts';
import { previewStorefront } from '#lib/storefronts/preview-storefront.ts';
import { renderStorefront } from '#lib/storefronts/render/render-storefront.ts';
import { previewOf } from '#lib/storefronts/render/view-of.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { contentOf, draftStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});

afterAll(() => rt.close());

describe('a preview', () => {
  it('shows the draft, or what is being edited, with the services that are being edited, and changes nothing', async () => {
    const { id } = await draftStorefront(acme, contentOf(acme, { tagline: 'kept-words' }));
    const services = [
      { id: 'video', name: 'V', category: 'functional' as const, hosts: ['frames.example'], cookies: [] },
    ];
    await call(updateConsentSettings, acme.owner, { id, settings: { ...consentDefaults, services } });
    const kept = await call(previewStorefront, acme.owner, { id });
    expect(kept.content.tagline).toBe('kept-words');
    expect(kept.services).toEqual(services);
    const edited = await call(previewStorefront, acme.owner, {
      id,
      content: contentOf(acme, { tagline: 'typed-words' }),
    });
    expect(edited.content.tagline).toBe('typed-words');
    expect((await call(previewStorefront, acme.owner, { id })).content.tagline).toBe('kept-words');
    await refused(call(previewStorefront, acme.owner, { id, of: 'published' }), 'not_found');
  });

  it('is for who may see drafts of this organisation, and for nobody else', async () => {
    const { id } = await draftStorefront(acme);
    expect((await call(previewStorefront, await createTestMember(acme.orgId, 'viewer'), { id })).id).toBe(id);
    await refused(call(previewStorefront, other.owner, { id }), 'not_found');
    await refused(call(previewStorefront, { kind: 'anonymous' }, { id }), 'unauthorized');
  });

  it('runs nothing, sends nothing, asks nobody, and stands in frames of ours alone', async () => {
    const { id } = await draftStorefront(acme);
    const view = previewOf(await call(previewStorefront, acme.owner, { id }), { origin: rt.origin, form: null });
    const { text, style } = renderStorefront(view, 'home');
    expect(text).not.toContain('<script');
    const policy = stillContentSecurityPolicy(style, "'self'");
    for (const said of [
      "default-src 'none'",
      "frame-ancestors 'self'",
      "form-action 'none'",
      'sandbox allow-same-origin',
    ]) {
      expect(policy).toContain(said);
    }
    expect(policy).not.toMatch(/script-src|allow-scripts|unsafe/);
    const path = '/acme/storefronts/stf_1/preview';
    expect(new Map(securityHeadersOf(path)).get('x-frame-options')).toBe('SAMEORIGIN');
    for (const near of [
      '/acme/storefronts/stf_1',
      '/acme/storefronts/preview',
      `${path}/x`,
      '/storefronts/stf_1/preview',
    ]) {
      expect(new Map(securityHeadersOf(near)).get('x-frame-options'), near).toBe('DENY');
    }
    // It is a page of the console: the middleware asks for a session before anything else.
    expect(isRouterPath(path)).toBe(false);
    const page = { path: '/acme/storefronts/stf_1', nonce: 'n', development: false, https: true, signInOrigin: null };
    expect(pageContentSecurityPolicy({ ...page, turnstile: false })).toContain("frame-src 'self'");
  });
});
