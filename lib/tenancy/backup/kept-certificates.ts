import { z } from 'zod';
import type { MasterKeys } from '../keys.ts';
import { authentic, writeAuthentic } from './manifest.ts';
import { type BackupPlace, backupKeys, getText, putText } from './place.ts';

/** A certificate of erasure: its number, and the file that proves it. */
export interface KeptCertificate {
  readonly number: string;
  readonly file: string;
}

const Kept = z.object({ number: z.string().regex(/^[0-9A-Z-]{19}$/), file: z.string() });

/** Afterwards the place has them, so that a restore on another machine neither loses one nor makes a second. */
export async function keepCertificates(
  place: BackupPlace,
  masters: MasterKeys,
  certificates: readonly KeptCertificate[],
): Promise<void> {
  for (const { number, file } of certificates) {
    const key = backupKeys.certificate(number);
    if ((await place.store.head(`${place.prefix}${key}`)) !== null) continue;
    await putText(place, key, writeAuthentic(masters, 'certificate', { number, file }));
  }
}

/** @throws `data_folder_unusable` when one was not written by this installation. */
export async function readCertificates(place: BackupPlace, masters: MasterKeys): Promise<readonly KeptCertificate[]> {
  const certificates: KeptCertificate[] = [];
  for await (const { key } of place.store.list(`${place.prefix}${backupKeys.certificates}`)) {
    const text = await getText(place, key.slice(place.prefix.length));
    if (text !== null) certificates.push(Kept.parse(authentic(masters, 'certificate', text)));
  }
  return certificates;
}
