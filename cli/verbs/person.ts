import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Connection } from '../connect.ts';
import { exportParts } from '../export-parts.ts';
import { CommandFailure } from '../failure.ts';
import { writeNewFile } from '../new-file.ts';
import type { Act } from '../program.ts';
import { table } from '../terminal.ts';

interface Found {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly contacts: number;
}

interface Findings {
  readonly places: readonly {
    readonly name: string;
    readonly title: string;
    readonly count: number;
    readonly fate: string;
  }[];
}

interface Erasure {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface Exported {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface OfOrganization {
  readonly org: string;
}

interface OfPerson extends OfOrganization {
  readonly id: string;
}

/** Between two looks at an erasure that goes on in the background. */
const lookMs = 500;

/** Everything about a person: found, exported, erased. */
export function addPersonVerbs(program: Command, act: Act): void {
  const person = program.command('person').description('everything about a person: find, export, erase');

  person
    .command('find')
    .description('look for an e-mail address, a phone number, a name or an id')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--who <text>', 'whom to look for')
    .action(
      act<OfOrganization & { who: string }>(async (connection, { org, who }) => {
        const answer = await connection.call<{ data: readonly Found[]; more: boolean }>({
          operation: 'persons.find',
          org,
          input: { q: who },
        });
        const rows = answer.data.map(({ id, name, email, contacts }) => [
          id,
          name ?? '',
          email ?? '',
          String(contacts),
        ]);
        const text = rows.length === 0 ? 'Nobody was found.\n' : table([['ID', 'NAME', 'E-MAIL', 'CONTACTS'], ...rows]);
        return { json: answer, text: answer.more ? `${text}There are more: look more narrowly.\n` : text };
      }),
    );

  person
    .command('show')
    .description('show where something about the person is, and what an erasure makes of it')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--id <id>', 'the id of a contact or of a member’s account, or an e-mail address')
    .action(
      act<OfPerson>(async (connection, { org, id }) => {
        const answer = await connection.call<Findings>({ operation: 'persons.read', org, input: { id } });
        const rows = answer.places.map(({ title, count, fate }) => [title, String(count), fate]);
        return { json: answer, text: table([['WHERE', 'RECORDS', 'WHEN ERASED'], ...rows]) };
      }),
    );

  person
    .command('export')
    .description('write everything about the person into a ZIP file')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--id <id>', 'the id of a contact or of a member’s account, or an e-mail address')
    .requiredOption('--out <file>', 'the file; it must not be there yet')
    .action(
      act<OfPerson & { out: string }>(async (connection, { org, id, out }) => {
        let made: Exported | undefined;
        async function* parts(): AsyncGenerator<Uint8Array> {
          made = await connection.call<Exported>({ operation: 'persons.export', org, input: { id } });
          yield* exportParts(connection, org, made.id);
        }
        await writeNewFile(out, parts());
        if (made === undefined) throw new CommandFailure('Nothing was exported.');
        const { bytes, sha256 } = made;
        const text = `Everything about the person is in ${out}: ${bytes} bytes, SHA-256 ${sha256}.\n`;
        return { json: { file: out, export: made.id, bytes, sha256 }, text };
      }),
    );

  person
    .command('erase')
    .description('erase everything about the person, for good')
    .requiredOption('--org <slug>', 'the organisation')
    .requiredOption('--id <id>', 'the id of a contact or of a member’s account, or an e-mail address')
    .requiredOption('--confirm <name>', 'the person’s name or e-mail address, to be sure')
    .option('--deals <choice>', 'keep: without contact, title and notes; remove', 'keep')
    .option('--no-wait', 'return at once; it goes on where the server runs')
    .action(
      act<OfPerson & { confirm: string; deals: string; wait: boolean }>(
        async (connection, { org, id, confirm, deals, wait: waits }) => {
          const begun = await connection.call<Erasure>({
            operation: 'persons.erase',
            org,
            input: { id, confirm, deals },
          });
          const ended = waits ? await untilDone(connection, org, begun) : begun;
          const rows = Object.entries(ended.counts).map(([place, count]) => [place, String(count)]);
          const text = ended.state === 'done' ? 'Erased.\n' : `${ended.id} goes on in the background.\n`;
          return { json: ended, text: rows.length === 0 ? text : `${table([['WHERE', 'RECORDS'], ...rows])}${text}` };
        },
      ),
    );
}

/** Looks at the erasure where a server works it off, and works it off where none does. */
async function untilDone(connection: Connection, org: string, begun: Erasure): Promise<Erasure> {
  const input = { id: begun.id };
  for (;;) {
    if (connection.through === 'data folder') await connection.call({ operation: 'persons.runErasure', org, input });
    const now = await connection.call<Erasure>({ operation: 'persons.readErasure', org, input });
    if (now.state === 'done') return now;
    await wait(lookMs);
  }
}
