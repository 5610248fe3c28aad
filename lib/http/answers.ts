import { limitHeaders } from '../access/limit-headers.ts';
import type { LimitVerdict } from '../access/limits.ts';
import { type FileAnswer, fileOutput, type Operation, type TextAnswer, textOutput } from '../access/operation.ts';
import type { AnswerEffects, CookieToSet } from '../access/request.ts';
import { strongTag, weakTag } from '../platform/entity-tag.ts';
import { type HoldfastError, problemBody } from '../platform/errors.ts';
import type { ApiAnswer } from './api-message.ts';
import { cookieLine } from './cookies.ts';
import { dataContentSecurityPolicy, securityHeaderList } from './headers.ts';

/** Where the API stands; operations' paths are below it. */
export const apiBase = '/api/v1';

/** Operations whose path begins like this are reached there as well, without the API's base. */
export const authBase = '/auth/';

/** Whether the API answers this path. */
export function isApiPath(path: string): boolean {
  return path === apiBase || path.startsWith(`${apiBase}/`) || path.startsWith(authBase);
}

export type HeaderLine = readonly [string, string];

/** On every answer of the API, refusals included. */
const fixedLines: readonly HeaderLine[] = [
  ...securityHeaderList,
  ['content-security-policy', dataContentSecurityPolicy],
  ['cache-control', 'no-store'],
];

const replayedLines: readonly HeaderLine[] = [['idempotency-replayed', 'true']];

/** Gathers what an operation says beside its output, for the answer's headers. */
export class AnswerNotes implements AnswerEffects {
  private readonly cookies: CookieToSet[] = [];
  private readonly verdicts: LimitVerdict[] = [];
  private replayed = false;

  setCookie(cookie: CookieToSet): void {
    this.cookies.push(cookie);
  }

  noteLimit(verdict: LimitVerdict): void {
    this.verdicts.push(verdict);
  }

  noteReplay(): void {
    this.replayed = true;
  }

  lines(origin: string): HeaderLine[] {
    return [
      ...(this.replayed ? replayedLines : []),
      ...limitLines(this.verdicts),
      ...this.cookies.map((cookie): HeaderLine => ['set-cookie', cookieLine(cookie, origin)]),
    ];
  }
}

/** Several limits of one answer are members of one list (draft-ietf-httpapi-ratelimit-headers-11, section 3). */
function limitLines(verdicts: readonly LimitVerdict[]): HeaderLine[] {
  if (verdicts.length === 0) return [];
  const each = verdicts.map(limitHeaders);
  const list = (name: string) => each.map((headers) => headers[name]).join(', ');
  return [
    ['ratelimit-policy', list('RateLimit-Policy')],
    ['ratelimit', list('RateLimit')],
  ];
}

/** The answer of an operation that succeeded, with an entity tag of the kind that its route gives. */
export function successAnswer(
  { operation: op, entityTag }: Tagged,
  output: unknown,
  extra: readonly HeaderLine[],
): ApiAnswer {
  const status = op.otherStatus?.when(output) ? op.otherStatus.status : (op.status ?? 200);
  const lines: HeaderLine[] = [...keptFor(op), ...extra];
  if (op.location !== undefined) lines.push(['location', `${apiBase}${op.location(output)}`]);
  if (status === 204) return { status, headers: lines, body: null };
  if (op.output === fileOutput) {
    const file = output as FileAnswer;
    lines.push(['content-type', file.contentType], ['content-disposition', attachment(file.fileName)]);
    if (file.bytes !== undefined) lines.push(['content-length', String(file.bytes)]);
    return { status, headers: lines, body: file.stream };
  }
  if (op.output === textOutput) {
    const { contentType, text } = output as TextAnswer;
    lines.push(['etag', strongTag(text)]);
    return withText(status, lines, contentType, text);
  }
  const text = JSON.stringify(output);
  if (entityTag === 'strong') lines.push(['etag', strongTag(text)]);
  else if (entityTag === 'weak') lines.push(['etag', weakTag(withoutCursor(text, output))]);
  return withText(status, lines, 'application/json', text);
}

/** The fixed lines, with leave to keep the answer where its operation gives it. */
function keptFor(op: Operation): readonly HeaderLine[] {
  if (op.scope !== 'public' || op.cacheSeconds === undefined) return fixedLines;
  const kept: HeaderLine = ['cache-control', `public, max-age=${op.cacheSeconds}`];
  const lines = fixedLines.map((line) => (line[0] === 'cache-control' ? kept : line));
  // What is told to a browser that sends Global Privacy Control is not for one that does not.
  return op.crossOrigin === undefined ? lines : [...lines, ['vary', 'Sec-GPC']];
}

interface Tagged {
  readonly operation: Operation;
  readonly entityTag: 'strong' | 'weak' | null;
}

/** A cursor is sealed anew for each answer; what it opens to is told by the records above it. */
function withoutCursor(text: string, output: unknown): string {
  const cursor = typeof output === 'object' && output !== null && 'nextCursor' in output ? output.nextCursor : null;
  return typeof cursor === 'string' ? text.replace(`"nextCursor":"${cursor}"`, '"nextCursor":""') : text;
}

/** The RFC 9457 answer of a refusal. */
export function problemAnswer(error: HoldfastError, requestId: string, extra: readonly HeaderLine[]): ApiAnswer {
  const taken = new Set(extra.map(([name]) => name));
  const own = Object.entries(error.headers)
    .map(([name, value]): HeaderLine => [name.toLowerCase(), value])
    .filter(([name]) => !taken.has(name));
  const lines = [...fixedLines, ...extra, ...own];
  if (error.status === 401) lines.push(['www-authenticate', 'Bearer realm="holdfast"']);
  return withText(error.status, lines, 'application/problem+json', JSON.stringify(problemBody(error, requestId)));
}

/** A JSON answer that no operation made. */
export function jsonAnswer(status: number, value: unknown, extra: readonly HeaderLine[] = []): ApiAnswer {
  return withText(status, [...fixedLines, ...extra], 'application/json', JSON.stringify(value));
}

/** Plain text that no operation made. `contentType` names no charset: it is UTF-8. */
export function textAnswer(contentType: string, text: string, extra: readonly HeaderLine[]): ApiAnswer {
  return withText(200, [...fixedLines, ...extra], contentType, text);
}

/** An answer without content. */
export function emptyAnswer(status: number, extra: readonly HeaderLine[]): ApiAnswer {
  return { status, headers: [...fixedLines, ...extra], body: null };
}

function withText(status: number, lines: HeaderLine[], contentType: string, text: string): ApiAnswer {
  lines.push(['content-type', `${contentType}; charset=utf-8`], ['content-length', String(Buffer.byteLength(text))]);
  return { status, headers: lines, body: text };
}

/** RFC 6266 with both spellings: plain ASCII for old clients, UTF-8 (RFC 8187) for the rest. No path survives in it. */
export function attachment(fileName: string): string {
  const name = fileName.replace(/[\\/\p{Cc}]/gu, '_').slice(0, 200) || 'download';
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** The name in a `Content-Disposition` header, as the client gave it; undefined when there is none. */
export function fileNameOf(disposition: string | null): string | undefined {
  if (disposition === null) return undefined;
  const extended = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return undefined;
    }
  }
  const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return /filename\s*=\s*([^;\s"]+)/i.exec(disposition)?.[1];
}
