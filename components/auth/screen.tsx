import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

export type ScreenTone = 'brand' | 'warn' | 'neutral';

const tones: Readonly<Record<ScreenTone, string>> = {
  brand: 'border-brand-line bg-brand-soft text-brand-ink',
  warn: 'border-warn-line bg-warn-soft text-warn-ink',
  neutral: 'border-line bg-sunken text-ink-2',
};

export interface ScreenProps {
  icon?: ReactNode;
  tone?: ScreenTone | undefined;
  title: ReactNode;
  children?: ReactNode;
  /** What the screen asks for: a form, a button, a list. */
  action?: ReactNode;
  /** Quieter ways on, under a line. */
  footer?: ReactNode;
}

/** One screen on the way in: what this is, the one thing to do, other ways on. Holds the page's only `h1`. */
export function Screen({ icon, tone = 'brand', title, children, action, footer }: ScreenProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        {icon ? (
          <span
            aria-hidden="true"
            className={cn('mb-5 grid size-11 place-items-center rounded-lg border [&_svg]:size-5', tones[tone])}
          >
            {icon}
          </span>
        ) : null}
        <h1 className="text-2xl font-semibold text-ink [overflow-wrap:anywhere]">{title}</h1>
        {children ? (
          <div className="mt-2 grid gap-2 text-base text-ink-2 [overflow-wrap:anywhere]">{children}</div>
        ) : null}
      </div>
      {action}
      {footer ? <div className="grid gap-2 border-t border-line pt-5 text-sm text-ink-2">{footer}</div> : null}
    </div>
  );
}

/** An address, a name: what the sentence is about. */
export function Subject({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}
