import { readConsentSettings } from '../consent/read-settings.ts';
import { pageCall } from './page-door.ts';
import { pageNonce } from './page-request.ts';

interface PreviewContext {
  readonly params: Promise<{ readonly org: string; readonly storefront: string }>;
}

/**
 * The page in which the console shows a banner as visitors will see it, for whoever may see the storefront's settings. It
 * waits for settings from the page that frames it, and hands them to the real script in place of the server's answer.
 * Nothing is recorded: the page's policy lets it ask nobody (lib/http/headers).
 */
export async function consentPreviewRoute(_request: Request, { params }: PreviewContext): Promise<Response> {
  const { org, storefront } = await params;
  const { scriptUrl } = await pageCall(readConsentSettings, { id: storefront }, { orgSlug: org });
  return new Response(previewPage((await pageNonce()) ?? '', scriptUrl), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  });
}

/** @param nonce what the page's policy lets run, base64. */
function previewPage(nonce: string, scriptUrl: string): string {
  const given = JSON.stringify({ nonce, scriptUrl }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview of the banner</title>
<style nonce="${nonce}">html,body{height:100%;margin:0}iframe{position:absolute;inset:0;width:100%;height:100%;border:0}</style>
</head><body><script nonce="${nonce}">(${frameProgram})(${given},${shopProgram})</script></body></html>`;
}

/**
 * In the page, as plain JavaScript: shows each set of settings that the framing page sends in a frame of its own, so that the
 * script begins anew, and takes the frame before away once the new one is there.
 */
const frameProgram = String.raw`({ nonce, scriptUrl }, shop) => {
  let shown = null;
  let coming = null;
  const json = (value) => JSON.stringify(value).replace(/</g, '\\u003c');
  const pageOf = ({ config, gpc }) => '<!doctype html><html><head><meta charset="utf-8"><title>A page</title>' +
    '<meta name="viewport" content="width=device-width"><style nonce="' + nonce + '">' +
    ':root{color-scheme:light dark;--a:light-dark(#f6f7f9,#0f1115);--b:light-dark(#e4e7ec,#22262d)}' +
    'body{margin:0;padding:32px;background:var(--a)}i{display:block;background:var(--b);border-radius:8px;margin:0 auto 18px;max-width:960px;height:14px}' +
    'i:first-child{height:34px;width:50%;margin-top:14px}i:nth-child(4){height:220px}</style>' +
    '<script nonce="' + nonce + '">(' + shop + ')(' + json({ config, gpc }) + ')<\/script>' +
    '<script nonce="' + nonce + '" src="' + scriptUrl + '" data-storefront="preview" data-language="' +
    encodeURIComponent(config.language) + '"><\/script></head><body><i></i><i></i><i></i><i></i><i></i><i></i></body></html>';
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !data || !data.config) return;
    coming?.remove();
    const frame = document.createElement('iframe');
    frame.title = 'A page with the banner';
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = pageOf(data);
    frame.addEventListener('load', () => {
      if (coming !== frame) return;
      shown?.remove();
      shown = frame;
      coming = null;
    });
    coming = frame;
    document.body.append(frame);
  });
}`;

/**
 * In the page with the banner, before the script: answers it in the server's place, and remembers its one cookie in the
 * frame's name, which outlives the reload after a withdrawal and nothing else.
 */
const shopProgram = JSON.stringify(String.raw`({ config, gpc }) => {
  const answer = (status, value) => Promise.resolve(new Response(JSON.stringify(value), { status }));
  window.fetch = (_url, options) => answer(options && options.method === 'POST' ? 201 : 200, options && options.method === 'POST' ? {} : config);
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: gpc });
  Object.defineProperty(document, 'cookie', {
    get: () => window.name,
    set: (text) => { if (/^hf_consent=/.test(text)) window.name = text.split(';')[0]; },
  });
}`);
