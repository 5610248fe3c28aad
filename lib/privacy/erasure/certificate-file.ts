import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeFileDurably } from '../../platform/files.ts';
import type { CertificateRow, Found } from './erasure-store.ts';

/** Beside the tombstones: no restore of the databases rolls it back. */
const folderOf = (dataFolder: string) => join(dataFolder, 'erasures');

interface CertifiedLine {
  readonly receipt?: {
    readonly action: string;
    readonly subject: string;
    readonly at: string;
    readonly seq: number;
  };
  readonly opening?: { readonly detail: string };
}

/** What the receipt of an erasure says. */
export interface CertificateDetail
  extends Required<Pick<Found, 'rows' | 'directoryRows' | 'objects' | 'ledger' | 'steps'>> {
  readonly certificate: string;
}

/** The certificate that a file of the installation's ledger is. @throws for a file that proves no erasure. */
export function certificateIn(file: string): CertificateRow & { readonly detail: CertificateDetail } {
  for (const line of file.split('\n').filter((text) => text !== '')) {
    const { receipt, opening } = JSON.parse(line) as CertifiedLine;
    if (receipt?.action !== 'organization.erased' || opening === undefined) continue;
    const detail = JSON.parse(opening.detail) as CertificateDetail;
    return { number: detail.certificate, orgId: receipt.subject, seq: receipt.seq, at: receipt.at, file, detail };
  }
  throw new Error('the file proves no erasure');
}

/** Afterwards the certificate is kept outside the databases too, durably. */
export function keepCertificate(dataFolder: string, certificate: CertificateRow): void {
  const folder = folderOf(dataFolder);
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(dataFolder);
  }
  writeFileDurably(join(folder, `certificate-${certificate.number}.jsonl`), certificate.file, 0o600);
}

/** Every certificate that was kept so. */
export function keptCertificates(dataFolder: string): readonly CertificateRow[] {
  const folder = folderOf(dataFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith('certificate-') && name.endsWith('.jsonl'))
    .map((name) => certificateIn(readFileSync(join(folder, name), 'utf8')));
}
