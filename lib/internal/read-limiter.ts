import { type LimitCounts, type LimiterState, type LimitName, type LimitRow, limits } from '../access/limits.ts';
import type { Runtime } from '../runtime.ts';

interface LimiterReport extends Omit<LimiterState, 'counts'> {
  /** The whole table, each limit with what became of the attempts under it since this process started. */
  readonly limits: Readonly<Record<LimitName, LimitRow & LimitCounts>>;
}

/** How the limiter does: its store, its last failure, its policy and its verdicts. It names no caller. */
export function readLimiterReport(rt: Runtime): LimiterReport {
  const { counts, ...state } = rt.limiter.state();
  const names = Object.keys(limits) as LimitName[];
  const rows = names.map((name) => [name, { ...limits[name], ...counts[name] }]);
  return { ...state, limits: Object.fromEntries(rows) as LimiterReport['limits'] };
}
