import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CommandFailure } from '../failure.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Problem {
  readonly orgId: string | null;
  readonly problem: string;
}

interface Backup {
  readonly id: string;
  readonly scope: string;
  readonly startedAt: string;
  readonly organizations: number;
  readonly receipts: number;
  readonly bytes: number;
  readonly problems: readonly Problem[];
}

export interface BackupList {
  readonly place: string;
  readonly data: readonly Backup[];
  readonly unreadable: readonly { readonly id: string; readonly problem: string }[];
  readonly due: boolean;
  readonly lastDrill: { readonly id: string; readonly startedAt: string; readonly outcome: string } | null;
}

interface Examined {
  readonly backup: string;
  readonly madeAt: string;
  readonly organizations: number;
  readonly users: number;
  readonly receipts: number;
  readonly erased: number;
  readonly problems: readonly Problem[];
}

interface Drill extends Examined {
  readonly id: string;
  readonly startedAt: string;
  readonly outcome: string;
}

const bytesPerMib = 1024 * 1024;

/** Making, listing and checking backups, and restoring from them. */
export function addBackupVerbs(program: Command, act: Act): void {
  const backup = program
    .command('backup')
    .description('make a backup now: every organisation and the control database')
    .option('--org <slug>', 'of this organisation alone')
    .action(
      act<{ org?: string }>(async (connection, { org }) => {
        const input = org === undefined ? {} : { org };
        const made = await connection.call<Backup>({ operation: 'backups.take', input });
        const text = `${made.id}: ${count(made.organizations, 'organisation')}, ${count(made.receipts, 'receipt')}, ${mib(made.bytes)}.\n`;
        return { json: made, text: `${text}${lines(made.problems)}`, bad: made.problems.length > 0 };
      }),
    );

  backup
    .command('list')
    .description('list the backups that are kept, newest first')
    .action(
      act(async (connection) => {
        const list = await connection.call<BackupList>({ operation: 'backups.listAll', input: {} });
        const rows = list.data.map((each) => [
          each.id,
          each.startedAt,
          each.scope,
          String(each.organizations),
          String(each.receipts),
          mib(each.bytes),
          each.problems.length === 0 ? 'ok' : `${each.problems.length} not copied`,
        ]);
        const head = ['ID', 'MADE', 'OF', 'ORGANISATIONS', 'RECEIPTS', 'SIZE', 'STATE'];
        const unreadable = list.unreadable.map(({ id, problem }) => `${id} cannot be used: ${problem}\n`).join('');
        const listed = rows.length === 0 ? 'There is no backup yet.\n' : table([head, ...rows]);
        return { json: list, text: `${listed}${unreadable}`, bad: list.unreadable.length > 0 };
      }),
    );

  backup
    .command('drill')
    .description('hold a restore drill now; exits with 1 when the newest backup is not what it was')
    .action(
      act(async (connection) => {
        const drill = await connection.call<Drill>({ operation: 'drills.run', input: {} });
        return { json: drill, text: `${sentence(drill)}${lines(drill.problems)}`, bad: drill.outcome !== 'passed' };
      }),
    );

  backup
    .command('drills')
    .description('list the restore drills, newest first')
    .action(
      act(async (connection) => {
        const { data } = await connection.call<{ data: readonly Drill[] }>({ operation: 'drills.listAll', input: {} });
        const rows = data.map((drill) => [
          drill.id,
          drill.startedAt,
          drill.outcome,
          drill.backup,
          String(drill.organizations),
          String(drill.users),
          String(drill.receipts),
        ]);
        const head = ['ID', 'HELD', 'OUTCOME', 'BACKUP', 'ORGANISATIONS', 'USERS', 'RECEIPTS'];
        return { json: { data }, text: rows.length === 0 ? 'No drill was held yet.\n' : table([head, ...rows]) };
      }),
    );

  addRestoreVerb(program, act);
}

interface RestoreOptions {
  readonly verify?: string;
  readonly from?: string;
  readonly into?: string;
  readonly partly?: true;
  readonly org?: string;
  readonly at?: string;
}

function addRestoreVerb(program: Command, act: Act): void {
  const restore = program
    .command('restore')
    .description('check a backup, make a new data folder from one, or put one organisation back')
    .argument('[backup]', 'the id of a backup, or latest; with --into')
    .option('--verify <backup>', 'restore it where nobody reaches it, check all of it, and remove it again')
    .option('--into <folder>', 'make this new data folder from the backup')
    .option('--partly', 'with --into: leave out organisations whose copy is damaged')
    .option('--org <slug>', 'put this organisation back; it is blocked meanwhile')
    .option('--at <backup>', 'with --org: to this backup instead of the newest');
  const run = act<RestoreOptions>(async (connection, options) => {
    const { verify, into, org, at = 'latest', from = 'latest' } = options;
    if ([verify, into, org].filter((way) => way !== undefined).length !== 1) {
      throw new CommandFailure('Give one of --verify, --into and --org.', 2);
    }
    if (verify !== undefined) {
      const found = await connection.call<Examined>({ operation: 'backups.verify', input: { backup: verify } });
      return { json: found, text: `${sentence(found)}${lines(found.problems)}`, bad: found.problems.length > 0 };
    }
    if (into !== undefined) {
      const input = { backup: from, into: resolve(into), partly: options.partly === true };
      const found = await connection.call<Examined>({ operation: 'backups.restore', input });
      const next = `It is in ${input.into}. Start with HOLDFAST_DATA_DIR=${input.into}; API keys revoked since ${found.madeAt} work again: look at them.\n`;
      return { json: found, text: `${sentence(found)}${lines(found.problems)}${next}` };
    }
    const restored = await connection.call<{
      readonly slug: string;
      readonly backup: string;
      readonly copiedAt: string;
      readonly receipts: number;
      readonly abandoned: { readonly seq: number } | null;
    }>({ operation: 'organizations.restore', input: { org, at } });
    const { slug, copiedAt, receipts, abandoned } = restored;
    const given = abandoned === null ? '' : ` It had ${abandoned.seq}.`;
    const text = `${slug} is what it was at ${copiedAt}, with ${count(receipts, 'receipt')}.${given}\n`;
    return { json: restored, text };
  });
  restore.action((from: string | undefined, options: RestoreOptions) =>
    run({ ...options, ...(from === undefined ? {} : { from }) }),
  );
}

function sentence({ backup, organizations, users, receipts, problems }: Examined | Drill): string {
  const held = `${count(organizations, 'organisation')}, ${count(users, 'user')} and ${count(receipts, 'receipt')}`;
  return problems.length === 0
    ? `${backup}: ${held} are what was put there; ledgers and checkpoints verify.\n`
    : `${backup}: ${held} are what was put there, but:\n`;
}

function lines(problems: readonly Problem[]): string {
  return problems.map(({ orgId, problem }) => `  ${orgId ?? 'control database'}: ${problem}\n`).join('');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function mib(bytes: number): string {
  return `${(bytes / bytesPerMib).toFixed(1)} MiB`;
}
