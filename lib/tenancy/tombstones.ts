import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import { syncFolder, writeFileDurably } from '../platform/files.ts';
import { newId } from '../platform/ids.ts';
import type { ControlDatabase } from './tenancy.ts';

/** What was erased: opaque ids alone. */
export interface Erased {
  readonly kind: 'organization' | 'contact' | 'visitor' | 'account';
  /** Null for an account, which belongs to no organisation. */
  readonly orgId: string | null;
  /** The id that was erased. */
  readonly subject: string;
}

export interface Tombstone extends Erased {
  readonly id: string;
  readonly at: string;
}

/** Remembers what was erased, so that no restore brings it back. CLAIMS G3. */
export interface Tombstones {
  /**
   * Afterwards the erasure is remembered durably: in the control database, and in a file beside the databases, which no
   * restore of them rolls back. Laid before anything is erased, and once for each thing: a second one changes nothing.
   */
  lay(erased: Erased): Promise<Tombstone>;
  /** All of them, from both places; those that the control database lost are put back into it. */
  recall(): Promise<readonly Tombstone[]>;
  /** Takes over what another place remembers, as {@link Tombstones.lay} would have laid it. */
  learn(stones: readonly Tombstone[]): Promise<void>;
}

interface TombstoneOptions {
  readonly control: ControlDatabase;
  /** The data folder. */
  readonly folder: string;
  readonly clock: Clock;
  /** Told of each one, for where backups are kept. Never throws. */
  readonly told?: (stone: Tombstone) => Promise<void>;
}

const insertSql = `INSERT INTO Tombstone (id, kind, orgId, subject, at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (kind, subject) DO NOTHING`;

export function createTombstones({ control, folder, clock, told }: TombstoneOptions): Tombstones {
  const files = join(folder, 'erasures');
  const save = (stone: Tombstone) =>
    control.write((tx) => tx.run(insertSql, [stone.id, stone.kind, stone.orgId, stone.subject, stone.at]));
  const kept = () => control.all<Tombstone>('SELECT id, kind, orgId, subject, at FROM Tombstone ORDER BY id');
  const nameOf = ({ kind, subject }: Erased) => `${kind}-${subject}`;
  const write = (stone: Tombstone) => {
    if (!existsSync(files)) {
      mkdirSync(files, { mode: 0o700 });
      syncFolder(folder);
    }
    writeFileDurably(join(files, `${nameOf(stone)}.json`), `${JSON.stringify(stone)}\n`, 0o600);
  };
  return {
    async lay(erased) {
      const known = await control.get<Tombstone>(
        'SELECT id, kind, orgId, subject, at FROM Tombstone WHERE kind = ? AND subject = ?',
        [erased.kind, erased.subject],
      );
      const stone = known ?? { ...erased, id: newId('tmb'), at: clock.now().toISOString() };
      // The file first: a crash in between leaves what the next recall puts into the database.
      write(stone);
      if (known === undefined) await save(stone);
      await told?.(stone);
      return stone;
    },

    async learn(stones) {
      for (const stone of stones) {
        write(stone);
        await save(stone);
      }
    },

    async recall() {
      const written = existsSync(files)
        ? readdirSync(files)
            .filter((name) => name.endsWith('.json'))
            .map((name) => JSON.parse(readFileSync(join(files, name), 'utf8')) as Tombstone)
        : [];
      const known = new Set((await kept()).map(nameOf));
      // Visitors delete too, so there may be many: only what is missing is written.
      for (const stone of written) if (!known.has(nameOf(stone))) await save(stone);
      return kept();
    },
  };
}
