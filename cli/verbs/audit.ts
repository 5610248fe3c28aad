import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { writeNewFile } from '../new-file.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Event {
  readonly at: string;
  readonly orgId: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly address: string | null;
}

interface Filters {
  readonly org?: string;
  readonly all?: true;
  readonly actor?: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Reading the audit log; without `--org` and `--all`, what belongs to no organisation: unknown keys and people. */
export function addAuditVerbs(program: Command, act: Act): void {
  const audit = program.command('audit').description('audit events: who did or tried what');

  withFilters(audit.command('list').description('show events, newest first; without --org those of no organisation'))
    .option('--limit <number>', 'how many, 1000 at most; 50 unless said otherwise')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action(
      act<Filters & { limit?: string; cursor?: string }>(async (connection, input) => {
        const page = await connection.call<{ data: readonly Event[]; nextCursor: string | null }>({
          operation: 'audit.listAll',
          input,
        });
        const rows = page.data.map((event) => [
          event.at,
          event.orgId ?? '-',
          event.action,
          event.outcome === 'ok' ? 'ok' : (event.reason ?? 'refused'),
          event.actor ?? '-',
          event.address ?? '-',
        ]);
        const more = page.nextCursor === null ? '' : `There are more: --cursor ${page.nextCursor}\n`;
        const head = ['TIME', 'ORGANISATION', 'ACTION', 'OUTCOME', 'ACTOR', 'ADDRESS'];
        return { json: page, text: rows.length === 0 ? 'No event matches.\n' : `${table([head, ...rows])}${more}` };
      }),
    );

  withFilters(audit.command('export').description('write every event that matches into a file, newest first'))
    .requiredOption('--out <file>', 'the file; it must not be there yet')
    .option('--format <format>', 'ndjson or csv', 'ndjson')
    .action(
      act<Filters & { out: string; format: string }>(async (connection, { out, ...input }) => {
        const events = await exportTo(connection, out, input);
        return { json: { file: out, events }, text: `${events} events are in ${out}.\n` };
      }),
    );
}

function withFilters(command: Command): Command {
  return command
    .option('--org <slug>', 'events of this organisation')
    .option('--all', 'events of every organisation, and of none')
    .option('--actor <id>', 'who acted: usr_…, key_…, operator')
    .option('--action <action>', 'for example api.authenticate')
    .option('--outcome <outcome>', 'ok or refused')
    .option('--reason <reason>', 'for example key_revoked')
    .option('--address <address>', "the client's address")
    .option('--from <time>', 'events of this instant or later, as 2027-01-31T00:00:00Z')
    .option('--to <time>', 'events of before this instant');
}

interface ExportedPart {
  readonly text: string;
  readonly events: number;
  readonly nextCursor: string | null;
}

/** One part after the other, so that a log of any size fits. @returns how many events there are. */
async function exportTo(connection: Connection, path: string, input: object): Promise<number> {
  let events = 0;
  async function* parts(): AsyncGenerator<string> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const part: ExportedPart = await connection.call({
        operation: 'audit.exportAll',
        input: cursor === undefined ? input : { ...input, cursor },
      });
      yield part.text;
      events += part.events;
      cursor = part.nextCursor;
    }
  }
  await writeNewFile(path, parts());
  return events;
}
