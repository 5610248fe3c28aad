import { newId } from '#lib/platform/ids.ts';
import { newCertificateNumber } from '#lib/privacy/erasure/certificate-number.ts';
import { insertErasure } from '#lib/privacy/erasure/erasure-store.ts';
import { runtime } from '#lib/runtime.ts';

/** An erasure that was decided on and may begin now. @returns its id. */
export async function approvedErasure(orgId: string, requestedBy = 'operator'): Promise<string> {
  const rt = runtime();
  const at = rt.clock.now().toISOString();
  const id = newId('ers');
  await rt.tenancy.control.write((tx) =>
    insertErasure(tx, {
      ...{ id, orgId, state: 'approved', step: 'requested', requestedBy, approvedBy: null, notBefore: at },
      found: JSON.stringify({ coolingOffDays: 0, steps: {} }),
      ...{ certificate: newCertificateNumber(), tell: '[]', problem: null, createdAt: at, updatedAt: at },
      finishedAt: null,
    }),
  );
  return id;
}
