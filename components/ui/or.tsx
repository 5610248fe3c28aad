/** Between two ways of doing the same. */
export function Or() {
  return (
    <div className="flex items-center gap-3 text-xs text-ink-3">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      or
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}
