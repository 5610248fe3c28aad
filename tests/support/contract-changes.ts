import { apiCompare } from 'api-smart-diff';
import type { OpenApiDocument } from '#lib/contract/document.ts';

/** One change of the contract that callers of the version before may trip over. */
export interface BreakingChange {
  /** `PATCH /contacts/{id}`. */
  readonly operation: string;
  readonly what: string;
}

interface Diff {
  readonly action: string;
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly description?: string;
}

/**
 * What breaks callers between two contracts: what the comparer says, and what it cannot know: that members which are not
 * named are refused, that an answer must not widen, and what our own extensions mean.
 */
export function breakingChanges(before: OpenApiDocument, after: OpenApiDocument): BreakingChange[] {
  const { diffs } = apiCompare(before, after) as { readonly diffs: readonly Diff[] };
  return (
    diffs
      // Components say nothing of the direction in which they travel; where they are used they are compared as well.
      .filter(({ path }) => path[0] === 'paths')
      .filter((diff) => (ownVerdict(diff) ?? diff.type === 'breaking') && !isRemark(diff))
      .map((diff) => ({ operation: operationOf(diff), what: `${diff.action} ${diff.path.slice(3).join('/')}` }))
  );
}

/** Our own extensions that say nothing a caller depends on. */
const remarks: ReadonlySet<unknown> = new Set([
  'x-reads-only',
  'x-idempotency-key',
  'description',
  'summary',
  'example',
]);

function isRemark({ path }: Diff): boolean {
  return path.some((step) => step === 'example' || step === 'examples') || (path.length === 4 && remarks.has(path[3]));
}

/** True or false where we know better than the comparer. */
function ownVerdict({ action, path, before, after }: Diff): boolean | undefined {
  const side = path[3];
  if (side === 'x-permission' || side === 'x-plan-feature') return action !== 'remove';
  if (side === 'x-limits') return action === 'replace' && path.at(-1) === 'limit' && Number(after) < Number(before);
  if (side === 'x-body-bytes-max') return action === 'replace' && Number(after) < Number(before);
  // Anybody who is asked for less is served as before.
  if (side === 'requestBody' && action === 'remove' && path.at(-2) === 'properties') return true;
  if (side === 'responses' && action === 'replace' && path.at(-1) === 'type') {
    const had = new Set([before].flat());
    return [after].flat().some((type) => !had.has(type));
  }
  // Whoever cannot tell one refusal from another was told to decide by its code.
  if (side === 'responses' && action === 'remove' && /^[45]/.test(String(path[4])) && path.length === 5) return false;
  return undefined;
}

function operationOf({ path }: Diff): string {
  const [, address = '', method = ''] = path;
  return `${String(method).toUpperCase()} ${address}`.trim();
}

/** The operations that the notes of a version own up to have broken. */
export function ownedUp(notes: string, version: string): string[] {
  const section = notes.split(/^## /m).find((part) => part.startsWith(`${version}\n`)) ?? '';
  return [...section.matchAll(/^- Breaking: `([A-Z]+ \/[^`]*)`/gm)].map(([, operation = '']) => operation);
}
