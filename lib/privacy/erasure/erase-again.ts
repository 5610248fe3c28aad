import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../runtime.ts';
import { keptCertificates } from './certificate-file.ts';
import { newCertificateNumber } from './certificate-number.ts';
import type { EraserParts } from './eraser-parts.ts';
import { findCertificate, findErasureOf, insertErasure, saveCertificate } from './erasure-store.ts';

/**
 * Erases an organisation again that a restore brought back, or whose erasure was cut off, before anybody is served.
 * Afterwards no door knows it, and unless something stands in the way it is as gone as it was; what does is told by the log
 * and tried again. Its certificate is the one that was given: what the control database lost of it is put back.
 * @throws what keeps it from being shut out: then nothing may be served.
 */
export function eraseOrganizationAgain(rt: Pick<Runtime, 'eraser'>, orgId: string): Promise<void> {
  return rt.eraser.again(orgId);
}

/** Afterwards every certificate that is kept beside the tombstones can be read again: the control database may be older. */
export async function recallCertificates({ tenancy, env }: Pick<Runtime, 'tenancy' | 'env'>): Promise<void> {
  for (const certificate of keptCertificates(env.HOLDFAST_DATA_DIR)) {
    if ((await findCertificate(tenancy.control, certificate.number)) !== undefined) continue;
    await tenancy.control.write((tx) => saveCertificate(tx, certificate));
  }
}

/**
 * Blocks what came back, durably, and notes that it is to be erased from the tombstone on: it was counted when it was erased
 * for the first time. @returns the id of the erasure.
 */
export async function noteReturn({ tenancy, clock, folder }: EraserParts, orgId: string): Promise<string> {
  const at = clock.now().toISOString();
  const kept = keptCertificates(folder).filter((certificate) => certificate.orgId === orgId);
  return tenancy.control.write(async (tx) => {
    for (const certificate of kept) await saveCertificate(tx, certificate);
    await tx.run(
      "UPDATE Organization SET status = 'erasing', updatedAt = ? WHERE id = ? AND status <> 'installation'",
      [at, orgId],
    );
    const known = await findErasureOf(tx, orgId);
    if (known !== undefined && known.state !== 'cancelled') {
      await tx.run("UPDATE OrganizationErasure SET state = 'running', step = 'tombstone', updatedAt = ? WHERE id = ?", [
        at,
        known.id,
      ]);
      return known.id;
    }
    const id = newId('ers');
    await insertErasure(tx, {
      id,
      orgId,
      state: 'running',
      step: 'tombstone',
      requestedBy: 'restore',
      approvedBy: null,
      notBefore: at,
      found: JSON.stringify({ coolingOffDays: 0, steps: { tombstone: at } }),
      certificate: kept[0]?.number ?? newCertificateNumber(),
      ...{ tell: '[]', problem: null, createdAt: at, updatedAt: at, finishedAt: null },
    });
    return id;
  });
}
