import { ConsentSettings } from '#lib/consent/schema.ts';
import { ConsentServiceFields } from '#lib/consent/settings-fields.ts';
import type { Settings } from './consent-types.ts';

/** What is wrong, by the path of the field (`services.0.hosts.1`): the first thing that is wrong with each. */
export type Problems = Readonly<Record<string, string>>;

interface Checked {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] };
}

/** What the server would say of these settings, before it is asked. */
export function problemsOf(settings: Settings): Problems {
  return byPath(ConsentSettings.safeParse(settings));
}

/** What the server would say of one service, with ids that other services have taken. */
export function serviceProblems(service: Settings['services'][number], taken: readonly string[]): Problems {
  const found = byPath(ConsentServiceFields.safeParse(service));
  return taken.includes(service.id) && found.id === undefined ? { ...found, id: 'Another service has this id' } : found;
}

function byPath(checked: Checked): Problems {
  const problems: Record<string, string> = {};
  for (const { path, message } of checked.error?.issues ?? []) problems[path.join('.')] ??= message;
  return problems;
}

/** The problem of a field, or of anything in it. */
export function problemAt(problems: Problems, path: string): string | undefined {
  return problems[path] ?? Object.entries(problems).find(([name]) => name.startsWith(`${path}.`))?.[1];
}
