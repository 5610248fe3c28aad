import { cn } from '../ui/cn.ts';

/** The sign of Holdfast and its name. The sign is decoration: the name says it all. */
export function Wordmark({ className }: { className?: string | undefined }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight text-ink', className)}>
      <span className="grid size-7 place-items-center rounded-sm bg-brand text-on-brand shadow-xs">
        <svg
          aria-hidden="true"
          viewBox="0 0 24 24"
          className="size-4.5"
          fill="none"
          stroke="currentColor"
          strokeLinecap="round"
        >
          <path
            d="M5.5 3v6.2c0 2 1.2 2.8 3 2.8h7c1.8 0 3-.8 3-2.8V3M5.5 21v-6.2c0-2 1.2-2.8 3-2.8h7c1.8 0 3 .8 3 2.8V21"
            strokeWidth="3.2"
          />
        </svg>
      </span>
      Holdfast
    </span>
  );
}
