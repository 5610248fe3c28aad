import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

/** Text in which backticks mark code, and empty lines part paragraphs. */
export function Prose({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <div className={cn('grid gap-2 text-base text-ink-2', className)}>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} className="[overflow-wrap:anywhere]">
          {withCode(paragraph)}
        </p>
      ))}
    </div>
  );
}

/** Every second part between backticks is code. */
export function withCode(text: string): ReactNode[] {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <code key={index} className="rounded-xs bg-sunken px-1 font-mono text-[0.92em] text-ink">
        {part}
      </code>
    ),
  );
}
