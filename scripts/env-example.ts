import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { environmentSchema } from '#lib/platform/env.ts';

/*
 * Prints .env.example from the schema of the settings: `node scripts/env-example.ts` writes it anew.
 */

interface Setting {
  readonly description?: string;
  readonly default?: string | number;
  readonly enum?: readonly string[];
}

const head = `# Settings of Holdfast: copy to .env and change what you need. Every line here shows a default, or an empty value where
# there is none. Printed from lib/platform/env.ts by scripts/env-example.ts; do not edit by hand.
`;

/** The file's text. A setting with a default stands as it would act; nothing in it is a secret. */
export function envExample(): string {
  const { properties = {} } = z.toJSONSchema(environmentSchema, { io: 'input', unrepresentable: 'any' });
  const settings = Object.entries(properties as Record<string, Setting>).map(([name, setting]) => {
    const choices = setting.enum === undefined ? '' : ` (${setting.enum.join(', ')})`;
    return `# ${setting.description ?? name}${choices}\n#${name}=${quoted(String(setting.default ?? ''))}\n`;
  });
  return [head, ...settings].join('\n');
}

function quoted(value: string): string {
  return /[\s#]/.test(value) ? `"${value}"` : value;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../.env.example', import.meta.url), envExample());
}
