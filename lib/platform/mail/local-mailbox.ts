import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { writeFileDurably } from '../files.ts';
import { mentionsOf } from '../mentions.ts';
import type { Mail, Mailer } from './mailer.ts';

/** A message in the local mailbox. */
export interface KeptMail extends Mail {
  readonly id: string;
  readonly at: string;
}

const keptMax = 200;
/** The time, and a count of nanoseconds that keeps messages of one instant in their order. */
const idPattern = /^\d{13}-[0-9a-f]{16}$/;

export function mailboxFolder(dataDir: string): string {
  return join(dataDir, 'mailbox');
}

/** Puts mail into files instead of sending it, for an installation that serves one machine. */
export function createLocalMailbox(dataDir: string, clock: Clock): Mailer {
  const folder = mailboxFolder(dataDir);
  return {
    async send({ to, subject, text, html }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const at = clock.now();
      const tick = process.hrtime.bigint().toString(16).padStart(16, '0');
      const id = `${String(at.getTime()).padStart(13, '0')}-${tick}`;
      const kept: KeptMail = { id, at: at.toISOString(), to, subject, text, html };
      writeFileDurably(join(folder, `${id}.json`), JSON.stringify(kept), 0o600);
      for (const old of idsIn(folder).slice(keptMax)) rmSync(join(folder, `${old}.json`), { force: true });
    },
  };
}

/** Newest first, 200 at most. */
export function listLocalMail(dataDir: string): readonly KeptMail[] {
  return idsIn(mailboxFolder(dataDir)).flatMap((id) => readLocalMail(dataDir, id) ?? []);
}

/** Null for an id that names no message. */
export function readLocalMail(dataDir: string, id: string): KeptMail | null {
  const file = join(mailboxFolder(dataDir), `${id}.json`);
  if (!idPattern.test(id) || !existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')) as KeptMail;
}

/**
 * Afterwards no message in the local mailbox is addressed to, or holds, the address or name, whatever the case of its letters.
 * Whole ones alone count: the mail of `joann@example.com` is not that of `ann@example.com`.
 * @returns how many messages were removed.
 */
export function removeLocalMail(dataDir: string, sought: string): number {
  const mentions = mentionsOf([sought]);
  const holding = listLocalMail(dataDir).filter(({ to, subject, text, html }) =>
    [to, subject, text, html].some((part) => mentions.in(part)),
  );
  for (const { id } of holding) rmSync(join(mailboxFolder(dataDir), `${id}.json`), { force: true });
  return holding.length;
}

/** Removes messages that were written before that. @returns how many. */
export function removeOldLocalMail(dataDir: string, before: Date): number {
  const folder = mailboxFolder(dataDir);
  const old = idsIn(folder).filter((id) => Number.parseInt(id, 10) < before.getTime());
  for (const id of old) rmSync(join(folder, `${id}.json`), { force: true });
  return old.length;
}

function idsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => name.replace(/\.json$/, ''))
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse();
}
