import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Rule {
  readonly rule: string;
  readonly title: string;
  readonly days: number;
  readonly defaultDays: number;
  readonly daysMin: number | null;
  readonly daysMax: number | null;
}

interface Count {
  readonly rule: string;
  readonly title: string;
  readonly count: number;
}

interface OfOrganization {
  readonly org: string;
}

/** How long what is kept, and its removal. */
export function addRetentionVerbs(program: Command, act: Act): void {
  const retention = program.command('retention').description('how long what is kept, and its removal');

  retention
    .command('list')
    .description('show the rules and how many days they keep')
    .requiredOption('--org <slug>', 'the organisation')
    .action(
      act<OfOrganization>(async (connection, { org }) => {
        const answer = await connection.call<{ data: readonly Rule[]; nextRunAt: string; held: boolean }>({
          operation: 'retention.list',
          org,
          input: {},
        });
        const rows = answer.data.map(({ rule, title, days, defaultDays, daysMin, daysMax }) => [
          rule,
          title,
          days === defaultDays ? String(days) : `${days} (not ${defaultDays})`,
          daysMin === null ? 'fixed' : `${daysMin} to ${daysMax}`,
        ]);
        const held = answer.held ? 'A legal hold stands on the whole organisation.\n' : '';
        const text = `${table([['RULE', 'WHAT', 'DAYS', 'BOUNDS'], ...rows])}${held}Next run: ${answer.nextRunAt}\n`;
        return { json: answer, text };
      }),
    );

  retention
    .command('preview')
    .description('count what would be removed now; nothing is changed')
    .requiredOption('--org <slug>', 'the organisation')
    .option('--rule <rule>', 'this rule alone')
    .option('--days <days>', 'as if the rule kept that many days')
    .action(
      act<OfOrganization & { rule?: string; days?: string }>(async (connection, { org, ...input }) => {
        const answer = await connection.call<{ data: readonly Count[]; total: number }>({
          operation: 'retention.preview',
          org,
          input,
        });
        return { json: answer, text: countsText(answer.data, 'Nothing would be removed.') };
      }),
    );

  retention
    .command('run')
    .description('remove now what the rules remove; each cut leaves a receipt')
    .requiredOption('--org <slug>', 'the organisation')
    .action(
      act<OfOrganization>(async (connection, { org }) => {
        const counts = new Map<string, Count>();
        for (let done = false; !done; ) {
          const piece = await connection.call<{ data: readonly Count[]; done: boolean }>({
            operation: 'retention.run',
            org,
            input: {},
          });
          for (const cut of piece.data) {
            counts.set(cut.rule, { ...cut, count: cut.count + (counts.get(cut.rule)?.count ?? 0) });
          }
          done = piece.done;
        }
        const data = [...counts.values()];
        const total = data.reduce((sum, { count }) => sum + count, 0);
        return { json: { data, total, done: true }, text: countsText(data, 'Nothing was due.') };
      }),
    );
}

function countsText(data: readonly Count[], none: string): string {
  const rows = data.filter(({ count }) => count > 0).map(({ rule, title, count }) => [rule, title, String(count)]);
  return rows.length === 0 ? `${none}\n` : table([['RULE', 'WHAT', 'ROWS'], ...rows]);
}
