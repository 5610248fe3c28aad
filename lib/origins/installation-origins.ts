import { fail } from '../platform/errors.ts';
import { readOrigin } from './origin-text.ts';

/**
 * The origins that whoever runs the installation allows for every organisation (`CORS_ALLOWED_ORIGINS`): their own
 * portal, say. Comma-separated; `none` and nothing are both the empty list.
 *
 * @throws `unsafe_configuration` naming each entry that is no exact origin.
 */
export function readInstallationOrigins(setting: string | undefined): ReadonlySet<string> {
  const entries = (setting ?? 'none').split(',').map((entry) => entry.trim());
  if (entries.length === 1 && (entries[0] === 'none' || entries[0] === '')) return new Set();
  const readings = entries.map((entry) => ({ entry, reading: readOrigin(entry) }));
  const problems = readings.flatMap(({ entry, reading }) =>
    reading.ok ? [] : [{ path: 'CORS_ALLOWED_ORIGINS', message: `${JSON.stringify(entry)}: ${reading.problem}` }],
  );
  if (problems.length > 0) {
    throw fail('unsafe_configuration', { problems, detail: problems.map(({ message }) => message).join('; ') });
  }
  return new Set(readings.flatMap(({ reading }) => (reading.ok ? [reading.origin] : [])));
}
