import { hideKeys } from '../access/hide-keys.ts';
import { limitHeaders } from '../access/limit-headers.ts';
import { noteLimitHit } from '../access/outcomes.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { runtime } from '../runtime.ts';
import { AnswerNotes, emptyAnswer, problemAnswer } from './answers.ts';
import type { ApiAnswer, ApiRequest, Peer } from './api-message.ts';
import { readBytes } from './read-body.ts';

/** Browsers' reports are a few kilobytes; several may come in one body. */
const reportBytesMax = 64_000;
const textCharsMax = 300;

/** The members of a report that are worth a line, by the names of both report formats. */
interface Violation {
  readonly 'document-uri'?: unknown;
  readonly 'effective-directive'?: unknown;
  readonly 'blocked-uri'?: unknown;
  readonly documentURL?: unknown;
  readonly effectiveDirective?: unknown;
  readonly blockedURL?: unknown;
}

/**
 * Takes what browsers report of stopped scripts, styles and frames (CSP Level 3, section 5) and logs it. Anybody can
 * write such a report: it is held to size and rate, addresses lose their query, and nothing else is done with it.
 */
export async function cspReportAnswer(request: ApiRequest, peer: Peer): Promise<ApiAnswer> {
  const requestId = newId('req');
  const id = [['x-request-id', requestId]] as const;
  const notes = new AnswerNotes();
  try {
    if (request.method !== 'POST') throw fail('method_not_allowed', { headers: { Allow: 'POST' } });
    const rt = runtime();
    const verdict = await rt.limiter.take('csp.report', peer.address);
    notes.noteLimit(verdict);
    if (!verdict.allowed) {
      await noteLimitHit(rt.audit, verdict, peer.address, {
        principal: { kind: 'anonymous' },
        request: { ...peer, requestId, userAgent: request.header('user-agent'), cookies: new Map(), body: null },
        operation: 'POST /csp-report',
        now: () => rt.clock.now(),
      });
      throw fail('rate_limited', { headers: limitHeaders(verdict), detail: 'csp.report' });
    }
    const text = new TextDecoder().decode(await readBytes(request, reportBytesMax));
    for (const violation of violationsIn(text)) rt.log.warn({ requestId, ...violation }, 'content security policy');
    return emptyAnswer(204, id);
  } catch (error) {
    return problemAnswer(toHoldfastError(error), requestId, [...id, ...notes.lines('')]);
  }
}

function violationsIn(text: string): Record<string, string>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw fail('malformed_body', { cause });
  }
  const reports = Array.isArray(parsed) ? parsed.slice(0, 10) : [parsed];
  return reports.map((report: { readonly 'csp-report'?: Violation; readonly body?: Violation } | null) => {
    const violation = report?.['csp-report'] ?? report?.body ?? {};
    return {
      page: address(violation['document-uri'] ?? violation.documentURL),
      directive: plain(violation['effective-directive'] ?? violation.effectiveDirective),
      blocked: address(violation['blocked-uri'] ?? violation.blockedURL),
    };
  });
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\p{Cc}/gu, ' ').slice(0, textCharsMax) : '';
}

/** Without query and fragment, and without what opens a link to receipts: secrets stand there. */
function address(value: unknown): string {
  return hideKeys(plain(value))
    .replace(/[?#].*$/s, '')
    .replace(/(\/share\/).*$/s, '$1…');
}
