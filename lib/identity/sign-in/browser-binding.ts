import type { RequestMeta } from '../../access/request.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import { browserCookieName } from '../session-cookies.ts';

const wellFormed = /^[A-Za-z0-9_-]{43}$/;

/** The random mark of this browser: the one it has, so that two mails asked for in two tabs both work, or a new one. */
export function browserMark(origin: string, request: RequestMeta): string {
  return presentMark(origin, request) ?? randomToken();
}

/** What is stored with a link to know the browser again; null for a browser without a mark. */
export function browserHashOf(origin: string, request: RequestMeta): Uint8Array | null {
  const mark = presentMark(origin, request);
  return mark === null ? null : hashOfMark(mark);
}

export function hashOfMark(mark: string): Uint8Array {
  return sha256(`holdfast/browser/v1 ${mark}`);
}

function presentMark(origin: string, request: RequestMeta): string | null {
  const found = request.cookies.get(browserCookieName(origin));
  return found !== undefined && wellFormed.test(found) ? found : null;
}
