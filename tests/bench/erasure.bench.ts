import { newId } from '#lib/platform/ids.ts';
import { createTestOrganization } from '../support/call.ts';
import { us500Row } from '../support/contacts-csv.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import { approvedErasure } from '../unit/privacy/erasure/support.ts';
import { report, rounded } from './report.ts';

/*
 * Erasing an organisation, from the decision to the certificate: one that is empty, which is the cost of the steps, and one of
 * 100,000 contacts. Nothing is deleted row by row, so the size of the database hardly tells.
 */

const rowsPerTransaction = 500;

async function eraseWith(rows: number): Promise<void> {
  const rt = await createTestRuntime();
  try {
    const org = await createTestOrganization('Large');
    const lease = await rt.tenancy.acquire(org.orgId);
    const at = rt.clock.now().toISOString();
    for (let from = 0; from < rows; from += rowsPerTransaction) {
      await lease.db.write(async (tx) => {
        for (let n = from; n < from + rowsPerTransaction; n += 1) {
          const [first = '', last = '', company = '', address = ''] = us500Row(n).split(',');
          await tx.run(
            `INSERT INTO Contact (id, firstName, lastName, company, addressLine, email, sortName, createdAt, updatedAt)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            [newId('con'), first, last, company, address, `person${n}@example.com`, `${last} ${first}`, at, at],
          );
        }
      });
    }
    lease.release();
    await approvedErasure(org.orgId);
    const startedAt = performance.now();
    await rt.eraser.runDue();
    const seconds = (performance.now() - startedAt) / 1000;
    const done = await rt.tenancy.control.get('SELECT 1 AS one FROM ErasureCertificate WHERE orgId = ?', [org.orgId]);
    if (done === undefined) throw new Error('the organisation was not erased');
    report('Erasure of an organisation', { contacts: rows, seconds: rounded(seconds) });
  } finally {
    await rt.close();
  }
}

await eraseWith(0);
await eraseWith(100_000);
