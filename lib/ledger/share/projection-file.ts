import type { z } from 'zod';
import type { SharedReceipt, SharedReceipts } from './schema.ts';

type Shared = Pick<
  z.output<typeof SharedReceipts>,
  'reveal' | 'org' | 'origin' | 'size' | 'keys' | 'filter' | 'checkpoint'
> & {
  readonly receipts: readonly z.output<typeof SharedReceipt>[];
};

/**
 * What a link shows, as the file that verifiers read: docs/ledger-format.md, section 5 where ids are revealed, section 8
 * where they are not. The same text for the same link whenever it is opened, so its digest is fixed. Runs in browsers too.
 *
 * Members stand in the order of canonical JSON (RFC 8785); the values are such that `JSON.stringify` writes them as it says.
 */
export function projectionFile(shared: Shared): string {
  const { org, origin, size, filter, reveal } = shared;
  const keys = shared.keys.map(({ previous, signature, since, version, vkey }) => {
    return { previous, signature, since, version, vkey };
  });
  const header =
    reveal === 'ids'
      ? { filter: filter && sorted(filter), format: 'holdfast-ledger-export/1', keys, org, origin, size }
      : { format: 'holdfast-ledger-projection/1', keys, org, origin, size };
  const lines = shared.receipts.map(reveal === 'ids' ? exportLine : projectionLine);
  return `${[JSON.stringify(header), ...lines, JSON.stringify({ checkpoint: shared.checkpoint })].join('\n')}\n`;
}

export function projectionFileName({ origin, size, reveal }: Pick<Shared, 'origin' | 'size' | 'reveal'>): string {
  const host = origin.split('/')[0]?.replace(/[^a-z0-9.-]+/gi, '-') ?? 'ledger';
  return reveal === 'ids' ? `${host}-${size}.ledger.jsonl` : `${host}-${size}.projection.jsonl`;
}

function projectionLine({ action, actor, at, hash, inclusion, seq, subject }: z.output<typeof SharedReceipt>): string {
  return JSON.stringify({ action, actor, at, hash, inclusion, seq, subject });
}

function exportLine({ hash, inclusion, opening, canonical }: z.output<typeof SharedReceipt>): string {
  const opened = opening && `"opening":${JSON.stringify({ detail: opening.detail, salt: opening.salt })},`;
  return `{"hash":"${hash}","inclusion":${JSON.stringify(inclusion)},${opened ?? ''}"receipt":${canonical}}`;
}

function sorted(filter: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
}
