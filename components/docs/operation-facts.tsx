import type { OperationObject } from '#lib/contract/document.ts';

/** Who may call it, with which plan, how often, how much: the facts that stand in the declaration. */
export function OperationFacts({ operation }: { operation: OperationObject }) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Called by', callers(operation)],
    ['Scope', operation['x-permission']],
    ['Plan feature', planFeatureOf(operation)],
    ['Limits', operation['x-limits'].map(limitText).join(', ') || undefined],
    ['Body', operation['x-body-bytes-max'] === undefined ? undefined : `up to ${size(operation['x-body-bytes-max'])}`],
    ['Repeated safely', repeated(operation)],
  ];
  return (
    <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {facts.map(([term, fact]) =>
        fact === undefined ? null : (
          <div key={term} className="contents">
            <dt className="text-ink-3">{term}</dt>
            <dd className="text-ink-2 [overflow-wrap:anywhere]">{fact}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function callers({ security }: OperationObject): string {
  if (security.length === 0) return 'anybody';
  return security.some((scheme) => 'apiKey' in scheme)
    ? 'API keys, programs that act for people, and signed-in people'
    : 'signed-in people, in the console';
}

/** Keys work while the plan includes the API, whatever they call. */
function planFeatureOf(operation: OperationObject): string | undefined {
  const byKey = operation.security.some((scheme) => 'apiKey' in scheme);
  const features = new Set([operation['x-plan-feature'], byKey ? 'api_access' : undefined].filter(Boolean));
  return features.size === 0 ? undefined : [...features].join(', ');
}

function limitText({ limit, windowSeconds, by, name }: OperationObject['x-limits'][number]): string {
  return `${limit.toLocaleString('en-US')} in ${duration(windowSeconds)} by ${countedBy(by)} (${name})`;
}

function repeated(operation: OperationObject): string | undefined {
  if (operation['x-reads-only']) return 'always: it changes nothing';
  return operation['x-idempotency-key'] ? 'with the same Idempotency-Key' : undefined;
}

/** What a limit counts apart, in words. */
export function countedBy(by: string): string {
  return by.replace('organization', 'organisation').replace('+', ' and ');
}

export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? 'an hour' : `${seconds / 3600} hours`;
  return seconds === 60 ? 'a minute' : seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}
