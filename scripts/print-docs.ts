import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type LimitRow, limits } from '#lib/access/limits.ts';
import type { Operation } from '#lib/access/operation.ts';
import { allPermissions, inherentPermissions, keyScopes, permissions } from '#lib/access/permissions.ts';
import { features, planNames, plans, quantities } from '#lib/access/plans.ts';
import { rolePermissions, roles } from '#lib/access/roles.ts';
import { createContract } from '#lib/contract/contract.ts';
import { errorTable } from '#lib/platform/errors.ts';
import { retentions } from '#lib/privacy/classes.ts';
import { declaredColumns, derivedTables } from '#lib/privacy/registry.ts';
import { operations } from '#lib/registry.ts';
import { scheduleTable } from '#lib/schedule-table.ts';
import { printClient } from './client/print-client.ts';

/*
 * Prints docs/generated and the TypeScript client from the tables that the product runs by: `node scripts/print-docs.ts`
 * writes them anew. A guard test compares them with what is committed. With `--release` it also makes the contract of
 * today the one that later versions are compared with.
 */

const note = 'Printed by `node scripts/print-docs.ts` from the tables that the product runs by. Do not edit by hand.';

function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;
const tick = (holds: boolean) => (holds ? 'yes' : '');

const scopes: readonly { readonly scope: Operation['scope']; readonly title: string; readonly says: string }[] = [
  { scope: 'tenant', title: 'Inside an organisation', says: 'With a permission there, by a session or an API key.' },
  { scope: 'account', title: "On one's own account", says: 'By a session, whatever organisation it is in.' },
  { scope: 'public', title: 'For anybody', says: 'Before anybody has proven who they are.' },
  {
    scope: 'operator',
    title: 'For whoever runs the installation',
    says: 'By the `holdfast` command alone; no network door exposes them.',
  },
];

function operationsPage(): string {
  const parts = scopes.flatMap(({ scope, title, says }) => {
    const rows = operations
      .filter((op) => op.scope === scope)
      .map((op) => [
        code(op.name),
        op.title,
        op.http === undefined ? '' : code(op.http),
        ...(op.scope === 'tenant' ? [code(op.permission), op.feature === undefined ? '' : code(op.feature)] : []),
        op.limits.map(code).join(' '),
        tick(op.writes),
      ]);
    const more = scope === 'tenant' ? ['Permission', 'Plan feature'] : [];
    return [
      `## ${title}`,
      says,
      table(['Operation', 'What it does', 'Route below /api/v1', ...more, 'Limits', 'Writes'], rows),
    ];
  });
  return page('Operations', 'Operations without a route are reached from the console or the command line.', ...parts);
}

function permissionsPage(): string {
  const matrix = allPermissions.map((name) => [
    code(name),
    permissions[name],
    ...roles.map((role) => tick(rolePermissions[role].has(name))),
    inherentPermissions.has(name) ? 'always' : tick(keyScopes.includes(name)),
  ]);
  const planRows = [
    ...Object.entries(features).map(([name, title]) => [
      code(name),
      title,
      ...planNames.map((plan) => tick(plans[plan].features.has(name as keyof typeof features))),
    ]),
    ...Object.entries(quantities).map(([name, title]) => [
      code(name),
      title,
      ...planNames.map((plan) => {
        const amount = plans[plan].quantities[name as keyof typeof quantities];
        return Number.isFinite(amount) ? String(amount) : 'no bound';
      }),
    ]),
  ];
  return page(
    'Permissions, roles and plans',
    '## Who may do what',
    'A key holds the scopes it was given, of those that a key can be given at all.',
    table(['Permission', 'Allows to', ...roles, 'keys'], matrix),
    '## What a plan includes',
    'Reading, importing, exporting and erasing your own data stand in no plan: they are never gated.',
    table(['Feature', 'What it is', ...planNames.map((plan) => plans[plan].title)], planRows),
  );
}

function limitsPage(): string {
  const rows = Object.entries<LimitRow>(limits).map(([name, row]) => [
    code(name),
    `${row.limit.toLocaleString('en-US')} in ${row.windowSeconds} s`,
    row.by.replace('+', ' and '),
    row.onFailure,
    row.reason,
  ]);
  return page(
    'Rate limits',
    'Sliding windows, counted apart for what the third column names; addresses of IPv6 by /64. The fourth column says what happens when the counting itself fails.',
    table(['Limit', 'How many', 'Counted by', 'When it cannot count', 'Why'], rows),
  );
}

function errorsPage(): string {
  const rows = Object.entries(errorTable).map(([name, row]) => [
    code(name),
    String(row.status),
    row.title,
    row.message,
  ]);
  return page(
    'Errors',
    'Every error of the API is `application/problem+json` (RFC 9457) with the members `code` and `requestId`.',
    table(['Code', 'Status', 'Title', 'Message'], rows),
  );
}

function inventoryPage(): string {
  const parts = (['control', 'tenant'] as const).flatMap((database) => {
    const columns = declaredColumns.filter((column) => column.database === database);
    const models = [...new Set(columns.map(({ model }) => model))];
    return [
      database === 'control' ? '## The control database' : "## Each organisation's own database",
      ...models.flatMap((model) => [
        `### ${model}`,
        table(
          ['Column', 'Class', 'Why it is kept', 'How long at most'],
          columns
            .filter((column) => column.model === model)
            .map(({ column, privacy }) => [
              code(column),
              privacy.class === 'personal' ? `personal (${privacy.whose})` : privacy.class,
              privacy.purpose,
              retentions[privacy.retention],
            ]),
        ),
      ]),
    ];
  });
  const derived = Object.entries(derivedTables).map(([name, { from, purpose }]) => [code(`${name}*`), from, purpose]);
  return page(
    'Data inventory',
    'Every column of both databases, with what it holds and why. A column without a class neither compiles nor passes the tests. Terms in days are the rule that rows are kept by; [SECURITY.md](../../SECURITY.md) says what removes them today.',
    ...parts,
    '## Derived tables',
    'Filled from another table and emptied with it.',
    table(['Tables', 'From', 'What for'], derived),
  );
}

function schedulePage(): string {
  return page(
    'Schedule',
    'What the calendar asks for, in UTC: minute, hour, day of the month, month, weekday. One process at a time runs each of them; times that were missed are caught up with one run, and a run that fails is tried again after five minutes.',
    table(
      ['Name', 'When', 'What', 'Why then'],
      scheduleTable.map(({ name, cron, what, why }) => [code(name), code(cron), what, why]),
    ),
  );
}

/** The text of every printed file, by its path in the project. */
export function printedFiles(): Readonly<Record<string, string>> {
  const contract = createContract(operations);
  const client = Object.entries(printClient(contract.document()));
  return {
    'docs/generated/operations.md': operationsPage(),
    'docs/generated/permissions.md': permissionsPage(),
    'docs/generated/limits.md': limitsPage(),
    'docs/generated/errors.md': errorsPage(),
    'docs/generated/data-inventory.md': inventoryPage(),
    'docs/generated/schedule.md': schedulePage(),
    'docs/generated/openapi.json': contract.text(),
    ...Object.fromEntries(client.map(([name, text]) => [`clients/typescript/src/generated/${name}`, text])),
  };
}

/** The contract of the last released version. */
export const baselinePath = 'docs/api/baseline.json';

if (process.argv[1] === import.meta.filename) {
  const files = printedFiles();
  const released = { [baselinePath]: files['docs/generated/openapi.json'] ?? '' };
  for (const [path, text] of Object.entries({ ...files, ...(process.argv.includes('--release') ? released : {}) })) {
    const file = new URL(`../${path}`, import.meta.url);
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
}
