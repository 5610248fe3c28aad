import { Check, Minus } from 'lucide-react';

export interface TitledScope {
  scope: string;
  /** What it allows, in a few words. */
  title: string;
}

export interface AskedScopesProps {
  allowed: readonly TitledScope[];
  withheld: readonly TitledScope[];
}

/** "after 30 days": how long what is allowed lasts. */
export function afterDays(days: number): string {
  return days === 1 ? 'after a day' : `after ${days} days`;
}

/** What the form sends back, so that nothing is allowed that the person did not read. */
export function namesOf(scopes: readonly TitledScope[]): string {
  return scopes.map(({ scope }) => scope).join(' ');
}

/** What a program will be able to do, all of it at one look, and what it asks for in vain. */
export function AskedScopes({ allowed, withheld }: AskedScopesProps) {
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-raised px-4 py-3 text-sm shadow-xs">
      <div>
        <h2 className="font-medium text-ink">It will be able to</h2>
        <ul className="mt-2 grid gap-1.5">
          {allowed.map(({ scope, title }) => (
            <li key={scope} className="flex items-start gap-2 text-ink-2">
              <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ok-ink" />
              {title}
            </li>
          ))}
        </ul>
      </div>
      {withheld.length === 0 ? null : (
        <div className="border-t border-line pt-3">
          <h2 className="font-medium text-ink">Your role does not hold, so neither will it</h2>
          <ul className="mt-2 grid gap-1.5">
            {withheld.map(({ scope, title }) => (
              <li key={scope} className="flex items-start gap-2 text-ink-3">
                <Minus aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                {title}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
