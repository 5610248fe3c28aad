import type { Mail } from '../platform/mail/mailer.ts';

/** The words of our mail. What people typed (names) stands in text parts and escaped in HTML, never in headers. */

interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly button: { readonly label: string; readonly url: string };
  readonly code?: string;
  readonly small: string;
}

export function signInMail(to: string, link: { readonly url: string; readonly code: string }): Mail {
  return letter({
    to,
    subject: 'Your sign-in link for Holdfast',
    paragraphs: ['Open this link in the browser you asked from. It works once, for 10 minutes.'],
    button: { label: 'Sign in to Holdfast', url: link.url },
    code: link.code,
    small: 'You did not ask for this? Then somebody typed your address; ignore this mail and nothing happens.',
  });
}

export function inviteMail(
  to: string,
  invite: { readonly url: string; readonly organizationName: string; readonly role: string; readonly days: number },
): Mail {
  return letter({
    to,
    subject: 'You are invited to an organisation on Holdfast',
    paragraphs: [
      `You are invited to join ${invite.organizationName} as ${withArticle(invite.role)}.`,
      `The invitation works once, for ${invite.days} days, and for this address alone.`,
    ],
    button: { label: 'See the invitation', url: invite.url },
    small: 'You do not know who sent this? Ignore this mail and nothing happens.',
  });
}

function withArticle(role: string): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}

function letter({ to, subject, paragraphs, button, code, small }: Letter): Mail {
  const text = [
    ...paragraphs,
    `${button.label}:\n${button.url}`,
    ...(code === undefined ? [] : [`On another device, type this code instead: ${code}`]),
    small,
  ].join('\n\n');
  const p = (content: string) => `<p style="margin:0 0 16px">${content}</p>`;
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Holdfast</title></head>',
    '<body style="margin:0;padding:32px;font:16px/1.5 system-ui,sans-serif;color:#1c1917">',
    '<div style="max-width:480px;margin:0 auto">',
    ...paragraphs.map((text) => p(escapeHtml(text))),
    p(
      `<a href="${escapeHtml(button.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1c1917;color:#ffffff;text-decoration:none">${escapeHtml(button.label)}</a>`,
    ),
    ...(code === undefined
      ? []
      : [
          p('On another device, type this code instead:'),
          p(`<strong style="font:600 28px/1 ui-monospace,monospace;letter-spacing:0.2em">${escapeHtml(code)}</strong>`),
        ]),
    p(`<span style="color:#57534e;font-size:14px">${escapeHtml(small)}</span>`),
    '</div></body></html>',
  ].join('');
  return { to, subject, text: `${text}\n`, html };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
