import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outboundProblem, postOut } from '#lib/platform/outbound/post-out.ts';
import { isPublicAddress } from '#lib/platform/outbound/public-address.ts';
import { startWebhookCatcher, type WebhookCatcher } from '../../support/webhook-catcher.ts';

const strict = { loopback: false };
const lenient = { loopback: true };

describe('an address of the public internet', () => {
  it.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::7f00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '4000::1', 'localhost', ''],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an address that somebody gives', () => {
  it.each(['https://hooks.example.com/x?y=1', 'https://hooks.example.com:8443/', 'https://1.1.1.1/'])(
    '%s is good by its form',
    (url) => {
      expect(outboundProblem(url, strict)).toBeNull();
    },
  );

  it.each([
    ...['http://hooks.example.com/', 'ftp://hooks.example.com/', 'file:///etc/passwd', 'not an address', ''],
    ...['https://user:word@hooks.example.com/', 'https://localhost/', 'https://intranet/', 'https://127.0.0.1/'],
    ...['https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:169.254.169.254]/'],
    ...['https://10.0.0.1/', 'https://hooks.example.com/#part'],
  ])('%s is refused', (url) => {
    expect(outboundProblem(url, strict)).not.toBeNull();
  });

  it('may be this machine, over http too, where whoever runs the installation allows it, and no other', () => {
    expect(outboundProblem('http://127.0.0.1:8080/x', lenient)).toBeNull();
    expect(outboundProblem('http://localhost:8080/x', lenient)).toBeNull();
    expect(outboundProblem('http://10.0.0.1/', lenient)).not.toBeNull();
    expect(outboundProblem('http://hooks.example.com/', lenient)).not.toBeNull();
  });
});

describe('posting out', () => {
  let catcher: WebhookCatcher;
  beforeAll(async () => {
    catcher = await startWebhookCatcher();
  });
  afterAll(() => catcher.close());
  const post = (url: string, policy = lenient) => postOut({ url, headers: { 'x-a': 'b' }, body: '{}' }, policy);

  it('reaches a receiver and says what it answered', async () => {
    expect(await post(catcher.url)).toMatchObject({ ok: true, status: 204 });
    expect(catcher.calls.at(-1)).toMatchObject({ body: '{}', headers: { 'x-a': 'b' } });
    catcher.answer(500);
    expect(await post(catcher.url)).toMatchObject({ ok: false, status: 500, reason: 'status_500' });
  });

  it('follows no redirect, wherever it leads', async () => {
    catcher.answer(302, { location: catcher.url.replace('/hook', '/elsewhere') });
    const before = catcher.calls.length;
    expect(await post(catcher.url)).toMatchObject({ ok: false, status: 302, reason: 'status_302' });
    expect(catcher.calls.length).toBe(before + 1);
  });

  it('opens no connection to this machine by number or by name, unless that is allowed', async () => {
    catcher.answer(204);
    const before = catcher.calls.length;
    const { port } = new URL(catcher.url);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', 'localhost.']) {
      expect(await post(`https://${host}:${port}/`, strict)).toMatchObject({ ok: false, reason: 'no_public_address' });
    }
    expect(catcher.calls.length).toBe(before);
  });

  it('tells a name that leads nowhere and one that leads inside alike', async () => {
    expect(await post('https://nowhere.invalid/', strict)).toMatchObject({ ok: false, reason: 'no_public_address' });
  });

  it('never throws, whoever answers', async () => {
    const { port } = new URL(catcher.url);
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({ ok: false, status: null });
    expect(await post('http://127.0.0.1:1/')).toMatchObject({ ok: false, status: null });
  });
});
