import { grantedCategories } from '../consent/kept-choice.ts';
import { type StorefrontPlace, storefrontAt } from '../consent/storefront-at.ts';
import { randomToken } from '../platform/crypto/digest.ts';
import { matchesWeakly, parseEntityTags, weakTag } from '../platform/entity-tag.ts';
import { toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { remembered } from '../platform/remembered.ts';
import { startTimeFloor } from '../platform/time-floor.ts';
import { runtime } from '../runtime.ts';
import { asVisitor } from '../storefronts/as-visitor.ts';
import { showStorefrontImage } from '../storefronts/images/show-image.ts';
import type { ContactOutcome } from '../storefronts/message/form-outcome.ts';
import { newFormToken } from '../storefronts/message/form-token.ts';
import { renderContactForm } from '../storefronts/message/render-form.ts';
import { publishedStorefront } from '../storefronts/published-storefront.ts';
import type { RenderedPage } from '../storefronts/render/document.ts';
import { carriedEmbeds } from '../storefronts/render/embeds.ts';
import { storefrontIcon } from '../storefronts/render/icon.ts';
import { notFoundPage } from '../storefronts/render/not-found.ts';
import { renderStorefront } from '../storefronts/render/render-storefront.ts';
import type { CarriedEmbed, StorefrontPageName } from '../storefronts/render/view.ts';
import { viewOf } from '../storefronts/render/view-of.ts';
import type { ShownStorefrontOf } from '../storefronts/schema.ts';
import { emptyAnswer, type HeaderLine, problemAnswer } from './answers.ts';
import type { ApiAnswer, ApiRequest, Peer } from './api-message.ts';
import { dataContentSecurityPolicy, reportingEndpoints, securityHeaderList } from './headers.ts';
import { storefrontMessageAnswer } from './storefront-message.ts';
import { stillContentSecurityPolicy, storefrontContentSecurityPolicy } from './storefront-policy.ts';

/** Below it are the pages of storefronts at our own address. */
export const storefrontPrefix = '/s/';

/** Where a request for a storefront's page has come. */
export interface StorefrontSpot {
  readonly place: StorefrontPlace;
  /** What the page's links begin with: `/s/<slug>`, or nothing on a domain of its own. */
  readonly base: string;
  /** What stands behind it: `/`, `/privacy`, `/images/<id>`. */
  readonly path: string;
  /** Scheme and host of the page. */
  readonly origin: string;
}

const pages: Readonly<Record<string, StorefrontPageName>> = {
  '/': 'home',
  '/privacy': 'privacy',
  '/imprint': 'imprint',
};

/** Where the contact form is sent. */
const messagesPath = '/messages';

const imagePath = /^\/images\/(img_[0-9A-Za-z]{1,40})$/;

/** Each visitor is answered for themselves: what they allow is in the policy. Browsers ask again, and are told quickly. */
const pageCache: HeaderLine = ['cache-control', 'private, no-cache'];

/** What stands under the id of a picture never changes. No cache but the visitor's own may keep what was taken down since. */
const imageCache: HeaderLine = ['cache-control', 'private, max-age=31536000, immutable'];

const noStore: HeaderLine = ['cache-control', 'no-store'];

const iconCache: HeaderLine = ['cache-control', 'private, max-age=86400'];

/** Answers a request below `/s/`. What is not there is answered alike, whyever it is not. CLAIMS G7. */
export async function storefrontPathAnswer(request: ApiRequest, peer: Peer): Promise<ApiAnswer> {
  const path = request.target.split('?', 1)[0] as string;
  const [slug = '', ...rest] = path.slice(storefrontPrefix.length).split('/');
  const { tenancy, origin } = runtime();
  return answered(request, path, async () => {
    const place = await storefrontAt(tenancy.control, slug);
    return spotAnswer(request, { place, base: `${storefrontPrefix}${slug}`, path: `/${rest.join('/')}`, origin }, peer);
  });
}

/** Answers a request for a storefront that is known by its place: the one door of its pages, wherever they stand. */
export function storefrontAnswer(request: ApiRequest, at: StorefrontSpot, peer: Peer): Promise<ApiAnswer> {
  return answered(request, at.path, () => spotAnswer(request, at, peer));
}

async function answered(request: ApiRequest, path: string, answer: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  const startedMs = performance.now();
  const { meters, log } = runtime();
  // By the address alone, so that a refusal says nothing of what is there.
  const methods = path.endsWith(messagesPath) ? ['POST'] : ['GET', 'HEAD'];
  // That a draft is there takes longer to find out than that nothing is.
  const floor = startTimeFloor();
  let answered: ApiAnswer;
  try {
    answered = methods.includes(request.method) ? await answer() : methodRefusal(methods);
  } catch (thrown) {
    const error = toHoldfastError(thrown);
    if (error.code === 'not_found') await floor.nextStep();
    const requestId = newId('req');
    if (error.status >= 500) log.error({ err: thrown, requestId }, 'storefront');
    answered =
      error.code === 'not_found' ? notFoundAnswer() : problemAnswer(error, requestId, [['x-request-id', requestId]]);
  } finally {
    floor.end();
  }
  meters.request('storefront', answered.status, (performance.now() - startedMs) / 1000);
  return request.method === 'HEAD' ? { ...answered, body: await dropped(answered.body) } : answered;
}

function methodRefusal(methods: readonly string[]): ApiAnswer {
  return emptyAnswer(405, [['allow', methods.join(', ')], requestIdLine()]);
}

async function spotAnswer(request: ApiRequest, at: StorefrontSpot, peer: Peer): Promise<ApiAnswer> {
  const { path, base, place } = at;
  const image = imagePath.exec(path)?.[1];
  if (image !== undefined) return imageAnswer(request, place, image);
  // Before anything else is said: a draft leads nowhere, like an address that never was.
  const shown = await publishedStorefront(place);
  const tidy = path.replace(/\/+$/, '');
  // To pages of ours alone: at the root of a domain, what begins with two slashes is another host.
  if (tidy !== path && tidy !== '' && Object.hasOwn(pages, tidy)) {
    return emptyAnswer(308, [['location', `${base}${tidy}`], requestIdLine()]);
  }
  if (path === '/icon.svg') return iconAnswer(request, shown);
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (path === messagesPath) {
    return storefrontMessageAnswer(request, peer, {
      slug: place.slug,
      backTo: base || '/',
      page: async (status, outcome) => ({
        ...(await pageAnswer(request, at, shown, { page: 'home', outcome })),
        status,
      }),
    });
  }
  if (page === undefined) return notFoundAnswer();
  const sent = new URLSearchParams(request.target.split('?')[1] ?? '').get('sent') === '1';
  return pageAnswer(request, at, shown, { page, outcome: { kind: sent ? 'sent' : 'fresh' } });
}

interface Asked {
  readonly page: StorefrontPageName;
  readonly outcome: ContactOutcome;
}

async function pageAnswer(
  request: ApiRequest,
  { base, origin }: StorefrontSpot,
  shown: ShownStorefrontOf,
  { page, outcome }: Asked,
): Promise<ApiAnswer> {
  const { secrets, clock, botCheck, origin: ours } = runtime();
  const again = outcome.kind !== 'refused';
  const key = JSON.stringify([shown, base, page, outcome, ours, botCheck.siteKey]);
  const drawn = again
    ? drawnPages(key, () => drawPage(shown, { base, page, outcome }))
    : drawPage(shown, { base, page, outcome });
  const policy = storefrontContentSecurityPolicy({
    ...{ origin, style: drawn.style, services: shown.services, embeds: drawn.embeds, turnstile: drawn.turnstile },
    granted: grantedCategories(request.header('cookie'), { storefront: shown.slug, policy: shown.policy }),
  });
  const answer = {
    status: 200,
    headers: [...htmlLines(policy), again ? pageCache : noStore, ['vary', 'cookie'] as const, reportingEndpoints],
    body: drawn.text.replace(tokenPlace, newFormToken(secrets.authSecret, shown.slug, clock.now())),
  };
  // The form's token is another one each time, and an older one is as good: it is no part of what the tag stands for.
  return again ? withTag(request, weakTag(`${policy}\n${drawn.text}`), answer) : answer;
}

/** Stands for the token of the form in a page that is kept; nobody outside knows it. */
const tokenPlace = randomToken();

/** Pages by everything that they are made of. */
const drawnPages = remembered<DrawnPage>(200);

interface DrawnPage extends RenderedPage {
  readonly embeds: readonly CarriedEmbed[];
  readonly turnstile: boolean;
}

function drawPage(shown: ShownStorefrontOf, { base, page, outcome }: Asked & Pick<StorefrontSpot, 'base'>): DrawnPage {
  const { botCheck, origin } = runtime();
  const { slug, content } = shown;
  const form = content.contact.shown
    ? renderContactForm({
        ...{ slug, language: content.language, form: content.contact, token: tokenPlace, outcome },
        ...{ action: `${base}${messagesPath}`, privacyHref: `${base}/privacy`, siteKey: botCheck.siteKey },
      })
    : null;
  const view = viewOf(shown, { base, origin, form });
  const home = page === 'home';
  return {
    ...renderStorefront(view, page),
    embeds: home ? carriedEmbeds(view) : [],
    turnstile: home && form?.turnstile === true,
  };
}

async function imageAnswer(request: ApiRequest, place: StorefrontPlace, imageId: string): Promise<ApiAnswer> {
  const file = await asVisitor(place, showStorefrontImage, { id: place.storefrontId, imageId });
  return withTag(request, `"${imageId}"`, {
    status: 200,
    headers: [
      ...dataLines(),
      imageCache,
      ['content-type', file.contentType],
      ...(file.bytes === undefined ? [] : [['content-length', String(file.bytes)] as const]),
    ],
    body: file.stream,
  });
}

function iconAnswer(request: ApiRequest, { content }: ShownStorefrontOf): Promise<ApiAnswer> {
  const text = storefrontIcon(content);
  return withTag(request, weakTag(text), {
    status: 200,
    headers: [...dataLines(), iconCache, ['content-type', 'image/svg+xml; charset=utf-8']],
    body: text,
  });
}

/** The same bytes for everything that is not there. */
function notFoundAnswer(): ApiAnswer {
  const { text, style } = notFoundPage;
  return {
    status: 404,
    headers: [
      ...htmlLines(stillContentSecurityPolicy(style, "'none'")),
      pageCache,
      ['x-robots-tag', 'noindex'],
      lengthLine(text),
    ],
    body: text,
  };
}

function htmlLines(policy: string): HeaderLine[] {
  return [
    ...securityHeaderList,
    ['content-security-policy', policy],
    requestIdLine(),
    ['content-type', 'text/html; charset=utf-8'],
  ];
}

function dataLines(): HeaderLine[] {
  return [...securityHeaderList, ['content-security-policy', dataContentSecurityPolicy], requestIdLine()];
}

function requestIdLine(): HeaderLine {
  return ['x-request-id', newId('req')];
}

function lengthLine(text: string): HeaderLine {
  return ['content-length', String(Buffer.byteLength(text))];
}

/** The answer under its tag: without its body where the visitor has it already. RFC 9110, section 13.1.2. */
async function withTag(request: ApiRequest, tag: string, answer: ApiAnswer): Promise<ApiAnswer> {
  const lines: HeaderLine[] = [...answer.headers, ['etag', tag]];
  const given = request.header('if-none-match');
  const known = given === null ? null : parseEntityTags(given);
  if (known === null || !matchesWeakly(known, tag)) {
    const counted = typeof answer.body === 'string' ? [...lines, lengthLine(answer.body)] : lines;
    return { ...answer, headers: counted };
  }
  const kept = lines.filter(([name]) => name !== 'content-length' && name !== 'content-type');
  return { status: 304, headers: kept, body: await dropped(answer.body) };
}

/** Nobody is going to read it. */
async function dropped(body: ApiAnswer['body']): Promise<null> {
  if (body !== null && typeof body !== 'string') await body.cancel().catch(() => undefined);
  return null;
}
