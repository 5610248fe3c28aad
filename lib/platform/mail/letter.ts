import type { Mail } from './mailer.ts';

/** What a mail of ours says. What people typed (names) may stand in paragraphs alone: never in the subject. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly button: { readonly label: string; readonly url: string };
  readonly code?: string;
  /** Lines that are kept as they are, to be copied: shown between the paragraphs and the button. */
  readonly verbatim?: string;
  readonly small: string;
}

/** The mail in plain text and in HTML, where everything is escaped. */
export function letter({ to, subject, paragraphs, button, code, verbatim, small }: Letter): Mail {
  const text = [
    ...paragraphs,
    ...(verbatim === undefined ? [] : [verbatim]),
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
    ...(verbatim === undefined
      ? []
      : [`<pre style="margin:0 0 16px;white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(verbatim)}</pre>`]),
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
