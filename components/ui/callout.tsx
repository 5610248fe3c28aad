import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type CalloutTone = 'info' | 'ok' | 'warn' | 'danger';

const looks = {
  info: { Icon: Info, box: 'border-info-line bg-info-soft text-info-ink' },
  ok: { Icon: CircleCheck, box: 'border-ok-line bg-ok-soft text-ok-ink' },
  warn: { Icon: TriangleAlert, box: 'border-warn-line bg-warn-soft text-warn-ink' },
  danger: { Icon: CircleAlert, box: 'border-danger-line bg-danger-soft text-danger-ink' },
} as const;

export interface CalloutProps {
  tone?: CalloutTone | undefined;
  title?: ReactNode;
  /** Announced at once by screen readers: for messages that appear after an action. */
  live?: boolean | undefined;
  action?: ReactNode;
  className?: string | undefined;
  children?: ReactNode;
}

/** A message that stays in the page. */
export function Callout({ tone = 'info', title, live, action, className, children }: CalloutProps) {
  const { Icon, box } = looks[tone];
  return (
    <div
      role={live ? 'alert' : undefined}
      className={cn('flex items-start gap-2.5 rounded-md border px-3.5 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? (
          <div className={cn('text-sm [overflow-wrap:anywhere]', title ? 'mt-0.5' : '')}>{children}</div>
        ) : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
