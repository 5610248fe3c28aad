import type { Command } from 'commander';
import type { Act } from '../program.ts';

interface MigrationReport {
  readonly migrated: number;
  readonly current: number;
  readonly quarantined: readonly { readonly orgId: string; readonly reason: string }[];
}

export function addMigrateVerb(program: Command, act: Act): void {
  program
    .command('migrate')
    .description("bring every organisation's database to this version; one that fails is set aside and reported")
    .action(
      act(async (connection) => {
        const report = await connection.call<MigrationReport>({ operation: 'tenancy.migrate', input: {} });
        const aside = report.quarantined.map(({ orgId, reason }) => `  ${orgId}: ${reason}\n`).join('');
        const text = `${report.migrated} migrated, ${report.current} were current, ${report.quarantined.length} set aside.\n${aside}`;
        return { json: report, text, bad: report.quarantined.length > 0 };
      }),
    );
}
