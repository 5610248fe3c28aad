import { LogoMark, Wordmark } from '../../../components/shell/logo.tsx';
import { cn } from '../../../components/ui/cn.ts';
import { Row, Sample } from './sample.tsx';

const sizes = [
  ['text-4xl', 'Hold fast'],
  ['text-3xl', 'Every write leaves a receipt'],
  ['text-2xl', 'Every write leaves a receipt'],
  ['text-xl', 'Every write leaves a receipt'],
  ['text-lg', 'An organisation with its own encrypted database'],
  ['text-base', 'An organisation with its own encrypted database'],
  ['text-sm', 'An organisation with its own encrypted database'],
  ['text-xs', 'An organisation with its own encrypted database'],
] as const;

const swatches = [
  ['Canvas', 'bg-canvas'],
  ['Surface', 'bg-surface'],
  ['Raised', 'bg-raised'],
  ['Sunken', 'bg-sunken'],
  ['Line', 'bg-line'],
  ['Line strong', 'bg-line-strong'],
  ['Control line', 'bg-control-line'],
  ['Ink', 'bg-ink'],
  ['Ink 2', 'bg-ink-2'],
  ['Ink 3', 'bg-ink-3'],
  ['Brand', 'bg-brand'],
  ['Brand soft', 'bg-brand-soft'],
  ['OK', 'bg-ok'],
  ['Warn', 'bg-warn'],
  ['Danger', 'bg-danger'],
  ['Info', 'bg-info'],
] as const;

export function FoundationSamples() {
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <Sample title="Type">
        <div className="grid gap-2">
          {sizes.map(([size, text]) => (
            <p key={size} className={cn(size, size === 'text-xs' || size === 'text-sm' ? '' : 'font-semibold')}>
              {text}
            </p>
          ))}
          <p className="font-mono text-sm">sha256:9f86d081884c7d659a2feaa0c55ad015</p>
        </div>
      </Sample>
      <div className="grid content-start gap-8">
        <Sample title="Mark">
          <Row>
            <LogoMark className="size-12 text-brand-ink" />
            <LogoMark className="size-6 text-ink" />
            <LogoMark className="size-4 text-ink" />
            <Wordmark />
          </Row>
        </Sample>
        <Sample title="Colour">
          <ul className="grid grid-cols-4 gap-3">
            {swatches.map(([name, fill]) => (
              <li key={name} className="grid gap-1 text-2xs text-ink-3">
                <span className={cn('h-10 rounded-md border border-line', fill)} />
                {name}
              </li>
            ))}
          </ul>
        </Sample>
      </div>
    </div>
  );
}
