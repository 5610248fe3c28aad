import { isoAfter } from '../platform/clock.ts';
import type { Runtime } from '../runtime.ts';
import { runtime } from '../runtime.ts';

/** Below the twelve months that RFC 9116, section 2.5.5 recommends; each answer is made anew. */
const expiresSeconds = 180 * 86_400;

/** Whom to tell of a weakness of this installation (RFC 9116). CLAIMS O9. */
export function securityTxt(rt: Pick<Runtime, 'env' | 'origin' | 'clock'>): string {
  const { SECURITY_CONTACT, MAIL_FROM } = rt.env;
  const sender = /<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM;
  const lines = [
    '# For weaknesses of this installation. SECURITY.md of the software says where its own belong.',
    `Contact: ${SECURITY_CONTACT ?? `mailto:${sender.trim()}`}`,
    `Expires: ${isoAfter(rt.clock.now(), expiresSeconds)}`,
    'Preferred-Languages: en',
  ];
  // Only https locations may be canonical (RFC 9116, section 2.5.2).
  if (rt.origin.startsWith('https://')) lines.push(`Canonical: ${rt.origin}/.well-known/security.txt`);
  return `${lines.join('\n')}\n`;
}

export async function securityTxtRoute(): Promise<Response> {
  return new Response(securityTxt(runtime()), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}
