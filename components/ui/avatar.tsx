import { cn } from './cn.ts';

const hues = [
  'bg-brand-soft text-brand-ink',
  'bg-info-soft text-info-ink',
  'bg-violet-soft text-violet-ink',
  'bg-warn-soft text-warn-ink',
  'bg-ok-soft text-ok-ink',
  'bg-danger-soft text-danger-ink',
];

const sizes = { sm: 'size-6 text-2xs', md: 'size-8 text-xs', lg: 'size-11 text-base' };

/** The initials of a person or an organisation on a colour that stays the same for the name. Decoration: the name stands beside it. */
export function Avatar({
  name,
  size = 'md',
  shape = 'round',
  className,
}: {
  name: string;
  size?: 'sm' | 'md' | 'lg' | undefined;
  shape?: 'round' | 'square' | undefined;
  className?: string | undefined;
}) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid shrink-0 place-items-center font-semibold uppercase select-none',
        shape === 'round' ? 'rounded-full' : 'rounded-sm',
        sizes[size],
        hues[hueOf(name)],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return first + last;
}

function hueOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % hues.length;
}
