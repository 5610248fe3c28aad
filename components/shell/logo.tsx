/** The mark: an H whose crossbar is a link of a chain. Takes the colour of its text. */
export function LogoMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <path d="M6 3v18M18 3v18" stroke="currentColor" strokeWidth="3.6" strokeLinecap="round" />
      <rect x="6" y="8.6" width="12" height="6.8" rx="3.4" stroke="currentColor" strokeWidth="2.4" />
    </svg>
  );
}

/** Mark and name. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-ink">
      <LogoMark className="size-5 text-brand-ink" />
      <span className="text-lg font-semibold tracking-tight">Holdfast</span>
    </span>
  );
}
