import { ArrowLeft, Inbox, MailOpen, RotateCw } from 'lucide-react';
import { Wordmark } from '../shell/logo.tsx';
import { Badge } from '../ui/badge.tsx';
import { cn } from '../ui/cn.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageLink, PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { MessageView } from './message-view.tsx';

export interface MailHead {
  id: string;
  /** ISO 8601. */
  at: string;
  to: string;
  subject: string;
}

export interface MailMessage extends MailHead {
  /** The plain text of the message; its HTML is not shown. */
  text: string;
}

export interface MailboxViewProps {
  /** Newest first. */
  messages: readonly MailHead[];
  /** The message that is open, if any. */
  open?: MailMessage | undefined;
}

const mailboxPath = '/dev/mailbox';
const messagePath = (id: string) => `${mailboxPath}/${encodeURIComponent(id)}`;

/** The mail that this installation keeps instead of sending it: a list, and one message beside it. */
export function MailboxView({ messages, open }: MailboxViewProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-6">
        <PageLink href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
          <Wordmark />
        </PageLink>
        <Badge tone="info">Local mode</Badge>
      </header>
      <main className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-5 px-4 py-6 sm:px-6">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className={cn(open && 'max-md:sr-only')}>
            <h1 className="text-xl font-semibold text-ink">Local mailbox</h1>
            <p className="mt-0.5 max-w-prose text-sm text-ink-3">
              No mail server is set, so mail stays on this machine. Set SMTP_URL and it is sent instead.
            </p>
          </div>
          <PageLinkButton href={mailboxPath} className={cn(open && 'max-md:hidden')}>
            <RotateCw aria-hidden="true" />
            Look again
          </PageLinkButton>
        </div>
        {messages.length === 0 ? (
          <div className="rounded-lg border border-line bg-raised shadow-xs">
            <EmptyState
              icon={<Inbox />}
              title="No mail yet"
              action={<PageLinkButton href="/sign-in">Go to sign-in</PageLinkButton>}
            >
              Sign-in links, codes and invitations arrive here.
            </EmptyState>
          </div>
        ) : (
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-5 md:grid-cols-[19rem_minmax(0,1fr)]">
            <MessageList messages={messages} openId={open?.id} />
            {open ? (
              <div className="grid min-w-0 gap-3">
                <PageTextLink href={mailboxPath} className="inline-flex items-center gap-1.5 text-sm md:hidden">
                  <ArrowLeft aria-hidden="true" className="size-4" />
                  All mail
                </PageTextLink>
                <MessageView message={open} />
              </div>
            ) : (
              <EmptyState
                icon={<MailOpen />}
                title="No message open"
                className="hidden rounded-lg border border-dashed border-line-strong md:flex"
              >
                Choose one to read it.
              </EmptyState>
            )}
          </div>
        )}
      </main>
    </div>
  );
}

function MessageList({ messages, openId }: { messages: readonly MailHead[]; openId: string | undefined }) {
  return (
    <nav aria-label="Messages" className={cn(openId === undefined ? 'block' : 'hidden md:block')}>
      <ul className="divide-y divide-line overflow-clip rounded-lg border border-line bg-raised shadow-xs">
        {messages.map((message) => (
          <li key={message.id}>
            <PageLink
              href={messagePath(message.id)}
              aria-current={message.id === openId ? 'page' : undefined}
              className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-brand-soft"
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate text-sm font-medium text-ink">{message.to}</span>
                <span className="shrink-0 text-xs text-ink-3">
                  <RelativeTime at={message.at} />
                </span>
              </span>
              <span className="mt-0.5 block truncate text-sm text-ink-2">{message.subject}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
