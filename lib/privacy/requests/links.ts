/** Addresses that stand in our mail. The origin is the configured one, never a header's. */

export function privacyLink(origin: string, org: string): string {
  return `${origin}/privacy/${org}`;
}

/** Leads to the page where the code is typed; opening it confirms nothing. */
export function confirmLink(origin: string, org: string, requestId: string): string {
  return `${privacyLink(origin, org)}/confirm?request=${encodeURIComponent(requestId)}`;
}

export function answerLink(origin: string, org: string, token: string): string {
  return `${privacyLink(origin, org)}/answer/${encodeURIComponent(token)}`;
}

export function requestLink(origin: string, org: string, requestId: string): string {
  return `${origin}/${org}/requests/${requestId}`;
}
