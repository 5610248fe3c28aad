import type { Json } from '../../ledger/canonical.ts';
import { certificateIn, keepCertificate } from './certificate-file.ts';
import type { EraserParts } from './eraser-parts.ts';
import { type ErasureRow, erasureSteps, type Found, findCertificateOf, saveCertificate } from './erasure-store.ts';

/**
 * Puts the erasure into the installation's own ledger and ends it. However often it is interrupted, the ledger holds one
 * receipt for the organisation, and there is one certificate, the one that the receipt names.
 */
export async function certify(parts: EraserParts, row: ErasureRow): Promise<void> {
  const { tenancy, installationLedger, clock, folder } = parts;
  const { orgId } = row;
  let certificate = await findCertificateOf(tenancy.control, orgId);
  if (certificate === undefined) {
    const detail = certificateDetail(row);
    const seq = await installationLedger.append(
      { action: 'organization.erased', subject: orgId, detail },
      { once: `organization.erased ${orgId}` },
    );
    // A crash here leaves a receipt without a certificate: the next one finds it and takes what it says.
    certificate = certificateIn(await installationLedger.prove(seq));
    keepCertificate(folder, certificate);
  }
  const made = certificate;
  const now = clock.now().toISOString();
  await tenancy.control.write(async (tx) => {
    await saveCertificate(tx, made);
    const found = JSON.parse(row.found) as Found;
    await tx.run(
      `UPDATE OrganizationErasure SET state = 'done', step = ?, certificate = ?, requestedBy = 'erased', approvedBy = NULL,
         found = ?, problem = NULL, updatedAt = ?, finishedAt = ? WHERE id = ?`,
      [
        erasureSteps.at(-1) ?? 'certified',
        made.number,
        JSON.stringify({ ...found, steps: { ...found.steps, certified: now } }),
        now,
        now,
        row.id,
      ],
    );
  });
}

/** What the certificate says. Counts, digests and times; whose data it was is said by an opaque id alone. */
function certificateDetail({ orgId, certificate, found }: ErasureRow): Json {
  const {
    steps,
    rows = null,
    directoryRows = {},
    objects = { count: 0, bytes: 0 },
    ledger = null,
  } = JSON.parse(found) as Found;
  return {
    certificate,
    organization: orgId,
    rows: rows && { ...rows },
    directoryRows: { ...directoryRows },
    objects: { ...objects },
    ledger: ledger && { ...ledger },
    steps: { ...steps },
  };
}
