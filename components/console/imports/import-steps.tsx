import { Check } from 'lucide-react';
import { cn } from '../../ui/cn.ts';

const steps = ['Upload', 'Columns', 'Check', 'Import'] as const;

export type ImportStep = (typeof steps)[number];

/** Where one is on the way from a file to contacts. */
export function ImportSteps({ current }: { current: ImportStep }) {
  const at = steps.indexOf(current);
  return (
    <ol aria-label="Steps of the import" className="flex items-center gap-2 text-sm sm:gap-3">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className="flex min-w-0 items-center gap-2 not-last:flex-1 sm:gap-3"
        >
          <span
            className={cn(
              'flex items-center gap-2 font-medium',
              index < at && 'text-ink-2',
              index === at && 'text-ink',
              index > at && 'text-ink-3',
            )}
          >
            <span
              aria-hidden="true"
              className={cn(
                'grid size-6 shrink-0 place-items-center rounded-full border text-xs tabular-nums',
                index < at && 'border-brand-line bg-brand-soft text-brand-ink',
                index === at && 'border-brand bg-brand text-on-brand',
                index > at && 'border-line-strong bg-raised',
              )}
            >
              {index < at ? <Check className="size-3.5" /> : index + 1}
            </span>
            <span className={cn(index !== at && 'max-sm:sr-only')}>{step}</span>
            {index < at ? <span className="sr-only">, done</span> : null}
          </span>
          {index < steps.length - 1 ? <span aria-hidden="true" className="h-px min-w-3 flex-1 bg-line-strong" /> : null}
        </li>
      ))}
    </ol>
  );
}
