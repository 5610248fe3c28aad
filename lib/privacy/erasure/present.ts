import type { z } from 'zod';
import { certificateIn } from './certificate-file.ts';
import { type CertificateRow, type ErasureRow, erasureSteps, type Found } from './erasure-store.ts';
import type { ErasureCertificate, ErasureRecord, ProposedErasure } from './schema.ts';

export function presentProposed(row: ErasureRow): z.output<typeof ProposedErasure> {
  return {
    id: row.id,
    state: row.state,
    requestedBy: row.requestedBy,
    approvedBy: row.approvedBy,
    notBefore: row.state === 'proposed' ? null : row.notBefore,
    coolingOffDays: (JSON.parse(row.found) as Found).coolingOffDays,
    certificate: row.certificate,
    createdAt: row.createdAt,
  };
}

export function presentRecord(row: ErasureRow): z.output<typeof ErasureRecord> {
  return {
    id: row.id,
    organization: row.orgId,
    state: row.state,
    step: row.step,
    notBefore: row.notBefore,
    certificate: row.certificate,
    problem: row.problem,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

/** An erasure under way, for whoever has its number. */
export function presentProgress(row: ErasureRow): z.output<typeof ErasureCertificate> {
  return {
    number: row.certificate,
    organization: row.orgId,
    state: 'running',
    stepsDone: Math.max(0, erasureSteps.indexOf(row.step)),
    steps: erasureSteps.length - 1,
    ...{ at: null, seq: null, detail: null },
  };
}

/** A certificate, by what its own file says. */
export function presentCertificate(row: CertificateRow): z.output<typeof ErasureCertificate> {
  const { number, orgId, seq, at, detail } = certificateIn(row.file);
  const { rows, directoryRows, objects, ledger, steps } = detail;
  return {
    ...{ number, organization: orgId, state: 'done', at, seq },
    stepsDone: erasureSteps.length - 1,
    steps: erasureSteps.length - 1,
    detail: { rows, directoryRows, objects, ledger, steps },
  };
}
