import { readCaller } from '../api-keys/read-caller.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { runtime } from '../runtime.ts';
import { StorefrontContent, type StorefrontContentOf } from '../storefronts/content.ts';
import { renderContactForm } from '../storefronts/message/render-form.ts';
import { previewStorefront } from '../storefronts/preview-storefront.ts';
import { renderStorefront } from '../storefronts/render/render-storefront.ts';
import { type StorefrontPageName, storefrontPages } from '../storefronts/render/view.ts';
import { previewOf } from '../storefronts/render/view-of.ts';
import { problemAnswer } from './answers.ts';
import { type ApiRequest, fromWebRequest, toWebResponse } from './api-message.ts';
import { pageCall } from './page-door.ts';
import { readFormBody } from './read-form-body.ts';
import { fetchHeaders, sentByForeignPage } from './same-origin.ts';
import { stillContentSecurityPolicy } from './storefront-policy.ts';
import { parseStrictJson } from './strict-json.ts';

interface PreviewContext {
  readonly params: Promise<{ readonly org: string; readonly id: string }>;
}

/** What the console's pages may send: a whole content, percent-encoded, in a script of three bytes a letter. */
const formBytesMax = 1_500_000;

/**
 * The page in which the console shows a storefront as visitors will see it, for whoever may see its draft: what is kept
 * (GET), or what is being edited (POST, `content` as JSON in a form). It stands in a frame of ours and in no other; no
 * program runs in it, nothing can be sent from it, and its links lead nowhere. Nothing is kept.
 */
export async function storefrontPreviewRoute(request: Request, { params }: PreviewContext): Promise<Response> {
  const { org, id } = await params;
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get('page');
  const page: StorefrontPageName = storefrontPages.find((name) => name === asked) ?? 'home';
  const of = searchParams.get('of') === 'published' ? 'published' : 'draft';
  // Nothing is read of whoever is nobody here.
  if (request.method === 'POST') await pageCall(readCaller, {}, { orgSlug: org });
  let content: StorefrontContentOf | undefined;
  try {
    if (request.method === 'POST') content = await givenContent(fromWebRequest(request));
  } catch (error) {
    const requestId = newId('req');
    return toWebResponse(problemAnswer(toHoldfastError(error), requestId, [['x-request-id', requestId]]));
  }
  const input = content === undefined ? { id, of } : { id, of, content };
  const previewed = await pageCall(previewStorefront, input, { orgSlug: org });
  const { contact, language } = previewed.content;
  const { origin } = runtime();
  const form = contact.shown
    ? renderContactForm({
        ...{ slug: previewed.slug, language, form: contact, action: '', privacyHref: '#', siteKey: null, token: '' },
        outcome: { kind: 'fresh' },
      })
    : null;
  const { text, style } = renderStorefront(previewOf(previewed, { origin, form }), page);
  return new Response(text, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': stillContentSecurityPolicy(style, "'self'"),
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
    },
  });
}

/** @throws `origin_refused` for a page that is not ours; `invalid_input`, `malformed_body`, `body_too_large`. */
async function givenContent(request: ApiRequest): Promise<StorefrontContentOf> {
  if (sentByForeignPage(fetchHeaders(request), runtime().origin)) throw fail('origin_refused');
  const fields = await readFormBody(request, { bytesMax: formBytesMax, fieldsMax: 1 });
  const read = StorefrontContent.safeParse(parseStrictJson(fields.get('content') ?? ''));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => ({ path: ['content', ...path].join('.'), message }));
  throw fail('invalid_input', { problems });
}
