import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  code: string;
  /** What it is, at the top left, for example "curl" or "Canonical form". */
  title?: string | undefined;
  wrap?: boolean | undefined;
  className?: string | undefined;
}

/** Code or exact bytes, to read and to copy. */
export function CodeBlock({ code, title, wrap = false, className }: CodeBlockProps) {
  return (
    <figure className={cn('min-w-0 overflow-hidden rounded-md border border-line bg-sunken', className)}>
      <div className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3">
        <figcaption className="truncate text-xs font-medium text-ink-3">{title ?? 'Code'}</figcaption>
        <CopyButton text={code} label={`Copy ${(title ?? 'code').toLowerCase()}`} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2.5 outline-offset-[-2px]">
        <code className={cn('font-mono text-xs text-ink', wrap && 'break-all whitespace-pre-wrap')}>{code}</code>
      </pre>
    </figure>
  );
}
