import type { HoldfastError } from '../platform/errors.ts';
import type { Meters } from '../platform/metrics/create-meters.ts';
import type { Authenticated } from './authenticate.ts';
import type { Route } from './route-table.ts';

interface Answered {
  readonly route: Route | undefined;
  readonly authenticated: Authenticated | undefined;
  readonly answer: { readonly status: number };
  readonly refusal: HoldfastError | undefined;
  readonly startedMs: number;
}

/** Measures one answer of the API, and how its caller was proven where proof was asked for. */
export function meterRequest(meters: Meters, { route, authenticated, answer, refusal, startedMs }: Answered): void {
  meters.request(route?.operation.name ?? 'none', answer.status, (performance.now() - startedMs) / 1000);
  if (authenticated !== undefined) meters.authentication(kindOf(authenticated.principal));
  else if (route !== undefined && route.operation.scope !== 'public') meters.authentication(outcomeOf(refusal));
}

function kindOf({ kind }: Authenticated['principal']): 'key' | 'client' | 'session' {
  return kind === 'key' || kind === 'client' ? kind : 'session';
}

/** Why nobody was proven: for a refused credential the reason that the audit log has, else the error. */
function outcomeOf(refusal: HoldfastError | undefined): string {
  if (refusal === undefined) return 'other';
  return refusal.code === 'unauthorized' ? (refusal.detail ?? refusal.code) : refusal.code;
}
