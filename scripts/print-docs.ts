import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type LimitRow, limits } from '#lib/access/limits.ts';
import type { Operation } from '#lib/access/operation.ts';
import { allPermissions, inherentPermissions, keyScopes, permissions } from '#lib/access/permissions.ts';
import { features, planNames, plans, quantities } from '#lib/access/plans.ts';
import { rolePermissions, roles } from '#lib/access/roles.ts';
import { createContract } from '#lib/contract/contract.ts';
import { errorTable } from '#lib/platform/errors.ts';
import { type GuardedForm, guardedForms } from '#lib/platform/guarded-forms.ts';
import { siteverifyErrors } from '#lib/platform/siteverify.ts';
import { crmFiles } from '#lib/privacy/export/crm-files.ts';
import { modelsLeftOut, portableEntities } from '#lib/privacy/export/entities.ts';
import { inventoryEntries } from '#lib/privacy/inventory/inventory.ts';
import { inventorySections } from '#lib/privacy/inventory/inventory-text.ts';
import { derivedTables } from '#lib/privacy/registry.ts';
import { daysInWords, type RetentionRule, retentionRuleNames, ruleOf } from '#lib/privacy/retention/rules.ts';
import { operations } from '#lib/registry.ts';
import { scheduleTable } from '#lib/schedule-table.ts';
import { printClient } from './client/print-client.ts';
import { code, page, table } from './markdown.ts';
import { commandsPage } from './print-commands.ts';

/*
 * Prints docs/generated and the TypeScript client from the tables that the product runs by: `node scripts/print-docs.ts`
 * writes them anew. A guard test compares them with what is committed. With `--release` it also makes the contract of
 * today the one that later versions are compared with.
 */

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
  const derived = Object.entries(derivedTables).map(([name, { from, purpose }]) => [code(`${name}*`), from, purpose]);
  return page(
    'Data inventory',
    'The record of processing activities (Article 30 GDPR): every column of both databases and every other place that data is kept in, with what it holds, why, on which legal basis and for how long. A column without a class, a table without a purpose and a place that is not listed pass no test. How long follows [the rules of retention](retention.md), which an organisation may change within their bounds.',
    ...inventorySections(inventoryEntries()),
    '## Derived tables',
    'Filled from another table and emptied with it.',
    table(['Tables', 'From', 'What for'], derived),
  );
}

const holdWords: Readonly<Record<RetentionRule['heldBy'], string>> = {
  contact: 'what is about the held contact, or all',
  any: 'all, by any hold',
  organisation: 'all, by a hold on the organisation',
  none: 'nothing',
};

function retentionPage(): string {
  const parts = [
    { title: 'Of an organisation', place: ['organisation', 'directory'] },
    { title: 'Of the installation', place: ['installation'] },
  ].flatMap(({ title, place }) => [
    `## ${title}`,
    table(
      ['Rule', 'What goes', 'After', 'An organisation may set', 'A legal hold keeps', 'Why'],
      retentionRuleNames
        .map((name) => [name, ruleOf(name)] as const)
        .filter(([, rule]) => place.includes(rule.place))
        .map(([name, { what, why, days, bounds, heldBy }]) => [
          code(name),
          what,
          daysInWords(days),
          bounds === null ? '' : `${bounds.min} to ${bounds.max} days`,
          holdWords[heldBy],
          why,
        ]),
    ),
  ]);
  return page(
    'Retention',
    'What is removed by itself, and when. It runs [once a day](schedule.md); each cut of an organisation’s data is a receipt with its count, and its ledger verifies over it.',
    ...parts,
    'What counts attempts for rate limits forgets them by itself within two hours, in memory and in Redis.',
  );
}

function archivePage(): string {
  const entities = portableEntities.map(({ name, title, key, columns }) => [
    code(name),
    title,
    key.map(code).join(' '),
    columns.map((column) => `${code(column.name)} ${column.kind}`).join(', '),
  ]);
  const left = portableEntities.flatMap(({ name, leftOut }) =>
    Object.entries(leftOut).flatMap(([column, why]) =>
      typeof why === 'object' ? [[code(`${name}.${column}`), why.leftOut]] : [],
    ),
  );
  const models = Object.entries(modelsLeftOut).map(([name, why]) => [code(name), why]);
  const crm = crmFiles.map(({ path, columns }) => [code(path), columns.map(({ header }) => header).join(', ')]);
  return page(
    'What archives hold',
    'The form is fixed in [archive-format.md](../archive-format.md). Entities stand in the order in which they can be taken in.',
    table(['Entity', 'What it is', 'Key', 'Columns'], entities),
    '## Files for other CRMs',
    table(['File', 'Columns'], crm),
    '## What is left out',
    'Besides what proves something (hashes, secrets, private keys) and what only keeps the product running:',
    table(['Column or table', 'Why'], [...left, ...models]),
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

const unvouchedWords = {
  refuse: 'is refused, and the person hears why',
  limit: 'is taken, in smaller number',
  queue: 'is kept aside until somebody has looked at it',
} as const;

function guardedFormsPage(): string {
  const forms = Object.keys(guardedForms) as GuardedForm[];
  return page(
    'Guarded forms',
    'The forms that are checked for bots, each with the Turnstile action of its name, and what becomes of one whose sender nobody vouches for: no token came along, or the verifier does not answer. A wrong token is refused everywhere. [Why so](../decisions/0039-turnstile.md).',
    table(
      ['Form', 'With nobody to vouch it', 'Why'],
      forms.map((form) => [code(form), unvouchedWords[guardedForms[form].unvouched], guardedForms[form].reason]),
    ),
    'What the verifier answers, and whose matter that is: a visitor’s is a wrong token; with any other, and with a code that is not here, nobody vouches.',
    table(
      ['Code', 'Matter of', 'Means'],
      Object.entries(siteverifyErrors).map(([name, { blame, means }]) => [code(name), `the ${blame}`, means]),
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
    'docs/generated/retention.md': retentionPage(),
    'docs/generated/archive-entities.md': archivePage(),
    'docs/generated/guarded-forms.md': guardedFormsPage(),
    'docs/generated/schedule.md': schedulePage(),
    'docs/generated/cli.md': commandsPage(contract.document()),
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
