import { isoAfter } from '../platform/clock.ts';
import { alertKeptDays } from './rules.ts';

const daySeconds = 86_400;

/** The instant before which alerts that were not seen since are removed. */
export function keptSince(now: Date): string {
  return isoAfter(now, -alertKeptDays * daySeconds);
}
