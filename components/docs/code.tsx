import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { type CodeLanguage, type Token, type TokenKind, tokensOf } from './highlight.ts';

const looks: Readonly<Record<TokenKind, string | undefined>> = {
  plain: undefined,
  comment: 'text-ink-3',
  text: 'text-ok-ink',
  word: 'text-violet-ink',
  number: 'text-info-ink',
  name: 'text-brand-ink',
};

/** Code to read and to copy, coloured by classes alone. */
export function Code({
  code,
  language,
  title,
  className,
}: {
  code: string;
  language: CodeLanguage;
  title: string;
  className?: string | undefined;
}) {
  return (
    <figure className={cn('min-w-0 overflow-hidden rounded-md border border-line bg-sunken', className)}>
      <div className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3">
        <figcaption className="truncate text-xs font-medium text-ink-3">{title}</figcaption>
        <span className="print:hidden">
          <CopyButton text={code} label={`Copy ${title}`} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2.5 outline-offset-[-2px] print:whitespace-pre-wrap">
        <code className="font-mono text-xs text-ink">{tokensOf(code, language).map(coloured)}</code>
      </pre>
    </figure>
  );
}

function coloured({ kind, text }: Token, index: number): ReactNode {
  const look = looks[kind];
  if (look === undefined) return text;
  return (
    <span key={index} className={look}>
      {text}
    </span>
  );
}
