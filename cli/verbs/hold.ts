import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Hold {
  readonly id: string;
  readonly contactId: string | null;
  readonly reason: string;
  readonly createdAt: string;
  readonly releasedAt: string | null;
}

interface OfOrganization {
  readonly org: string;
}

/** Legal holds: what must not be erased, by nobody and by no lapse of time. */
export function addHoldVerbs(program: Command, act: Act): void {
  const hold = program.command('hold').description('legal holds: what must not be erased');

  hold
    .command('place')
    .description('hold the whole organisation, or what is about one contact')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--reason <words>', 'which proceeding or order asks for it')
    .option('--contact <id>', 'this contact alone')
    .action(
      act<OfOrganization & { reason: string; contact?: string }>(async (connection, { org, reason, contact }) => {
        const input = contact === undefined ? { reason } : { reason, contactId: contact };
        const placed = await connection.call<Hold>({ operation: 'holds.place', org, input });
        return { json: placed, text: `The hold ${placed.id} stands on ${heldBy(placed)}.\n` };
      }),
    );

  hold
    .command('release')
    .description('end a hold; what was only kept by it goes with the next run of retention')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--id <id>', 'the hold')
    .action(
      act<OfOrganization & { id: string }>(async (connection, { org, id }) => {
        const released = await connection.call<Hold>({ operation: 'holds.release', org, input: { id } });
        return { json: released, text: `The hold ${released.id} has ended.\n` };
      }),
    );

  hold
    .command('list')
    .description('show holds, the newest first')
    .requiredOption('--org <slug>', 'the organisation')
    .option('--state <state>', 'active or released')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action(
      act<OfOrganization & { state?: string; cursor?: string }>(async (connection, { org, ...input }) => {
        const page = await connection.call<{ data: readonly Hold[]; nextCursor: string | null }>({
          operation: 'holds.list',
          org,
          input: { ...input, limit: 100 },
        });
        const rows = page.data.map((each) => [
          each.id,
          each.contactId ?? 'the whole organisation',
          each.createdAt,
          each.releasedAt ?? '-',
          each.reason,
        ]);
        const more = page.nextCursor === null ? '' : `There are more: --cursor ${page.nextCursor}\n`;
        const head = ['HOLD', 'ON', 'PLACED', 'ENDED', 'REASON'];
        return { json: page, text: rows.length === 0 ? 'No hold stands.\n' : `${table([head, ...rows])}${more}` };
      }),
    );
}

function heldBy({ contactId }: Hold): string {
  return contactId ?? 'the whole organisation';
}
