import type { Operation } from '../access/operation.ts';
import { apiBase, type HeaderLine } from './answers.ts';

/** Where a person reads what to use instead. */
const docsPath = '/docs/api';

type Parameters = Readonly<Record<string, string>>;

/**
 * The header lines that say an operation is on its way out: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and links to
 * what replaces it, for the record at hand, and to what is written about it. None for the others.
 * @throws `Error` for a day that there is not, a sunset before the deprecation, or a successor that needs more than the
 * operation's own path has.
 */
export function deprecationOf(op: Operation): (parameters: Parameters) => readonly HeaderLine[] {
  if (op.deprecated === undefined) return () => [];
  const { since, sunset, successor } = op.deprecated;
  const sinceMs = startOfDay(op, since);
  const fixed: HeaderLine[] = [['deprecation', `@${sinceMs / 1_000}`]];
  if (sunset !== undefined) {
    const sunsetMs = startOfDay(op, sunset);
    if (sunsetMs < sinceMs) throw new Error(`${op.name}: it would be gone before it is deprecated`);
    fixed.push(['sunset', new Date(sunsetMs).toUTCString()]);
  }
  const written = `<${docsPath}#${op.name}>; rel="deprecation"; type="text/html"`;
  if (successor === undefined) return () => [...fixed, ['link', written]];
  const template = successor.slice(successor.indexOf('/'));
  for (const [braced] of template.matchAll(/\{\w+\}/g)) {
    if (!op.http?.includes(braced)) throw new Error(`${op.name}: ${successor} needs ${braced}`);
  }
  return (parameters) => {
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    return [...fixed, ['link', `<${apiBase}${path}>; rel="successor-version", ${written}`]];
  };
}

function startOfDay(op: Operation, day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`${op.name}: ${day} is no day`);
  return ms;
}
