import { CopyButton } from '../ui/copy-button.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { codeIn, mailParts } from './mail-parts.ts';
import type { MailMessage } from './mailbox-view.tsx';

/** One message, as its plain text says it, with its links to follow and its code to copy. */
export function MessageView({ message }: { message: MailMessage }) {
  const code = codeIn(message.text);
  return (
    <article
      aria-label={message.subject}
      className="min-w-0 overflow-clip rounded-lg border border-line bg-raised shadow-xs"
    >
      <header className="grid gap-1 border-b border-line px-4 py-4 sm:px-5">
        <h2 className="text-lg font-semibold text-ink [overflow-wrap:anywhere]">{message.subject}</h2>
        <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">
          To <span className="text-ink-2">{message.to}</span>, <RelativeTime at={message.at} show="datetime" />
        </p>
      </header>
      {code === null ? null : (
        <div className="flex items-center justify-between gap-3 border-b border-line bg-sunken px-4 py-2.5 sm:px-5">
          <p className="text-sm text-ink-2">
            Code <strong className="ml-2 font-mono text-lg tracking-[0.15em] text-ink">{code}</strong>
          </p>
          <CopyButton text={code} label="Copy the code" />
        </div>
      )}
      <MailText text={message.text} />
    </article>
  );
}

/** Text stays text, whatever it looks like; a link shows the very address that it opens. */
function MailText({ text }: { text: string }) {
  return (
    <p className="px-4 py-5 text-base leading-relaxed whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere] sm:px-5">
      {mailParts(text.trim()).map((part, index) =>
        part.kind === 'link' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text are never reordered
          <PageTextLink key={index} href={part.href} rel="noreferrer">
            {part.href}
          </PageTextLink>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
