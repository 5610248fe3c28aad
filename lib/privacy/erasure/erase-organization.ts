import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operatorOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { newCertificateNumber } from './certificate-number.ts';
import { type ErasureRow, findErasureOf, insertErasure } from './erasure-store.ts';
import { presentRecord } from './present.ts';
import { EraseOrganization, ErasureRecord } from './schema.ts';

/**
 * Erases an organisation in the name of whoever runs the installation, at once: they have the data folder, so no period and no
 * second owner would keep them from it. A legal hold does. It takes organisations whose database is damaged or gone, which no
 * owner can enter, and stands in the place of an erasure that owners asked for and that has not begun.
 *
 * @throws `not_found`; `invalid_input` when the slug was not repeated; `conflict` when it has begun.
 */
export const eraseOrganization = operatorOperation({
  name: 'organizations.erase',
  title: 'Erase an organisation',
  limits: [],
  input: EraseOrganization,
  output: ErasureRecord,
  writes: true,
  run: async (ctx, { org, confirm }) => {
    const found = await ctx.control.get<{ id: string; slug: string }>(
      `SELECT id, slug FROM Organization WHERE (slug = ? OR id = ?) AND status NOT IN ('installation', 'provisioning')`,
      [org, org],
    );
    if (found === undefined) throw fail('not_found', { message: `No organisation is called ${org}.` });
    if (confirm !== found.slug) {
      throw fail('invalid_input', { problems: [{ path: 'confirm', message: 'Repeat the slug of the organisation.' }] });
    }
    const orgId = found.id;
    const row = await ctx.control.oweFor(
      orgId,
      (made: ErasureRow) => ({
        action: 'erasure.proposed',
        subject: made.id,
        detail: { state: made.state, notBefore: made.notBefore, certificate: made.certificate },
      }),
      async (tx) => {
        const known = await findErasureOf(tx, orgId);
        if (known !== undefined && (known.state === 'running' || known.state === 'done')) {
          throw fail('conflict', { message: 'The organisation is being erased already.' });
        }
        if (known !== undefined) await tx.run('DELETE FROM OrganizationErasure WHERE id = ?', [known.id]);
        const at = ctx.now().toISOString();
        const made: ErasureRow = {
          ...{ id: newId('ers'), orgId, state: 'approved', step: 'requested', requestedBy: ctx.actor },
          ...{ approvedBy: null, notBefore: at, found: JSON.stringify({ coolingOffDays: 0, steps: {} }) },
          certificate: newCertificateNumber(),
          ...{ tell: '[]', problem: null, createdAt: at, updatedAt: at, finishedAt: null },
        };
        await insertErasure(tx, made);
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          orgId,
          action: 'erasure.propose',
          outcome: 'ok',
          detail: { erasureId: made.id, state: made.state },
        });
        return made;
      },
    );
    ctx.services.eraser.kick(row.id);
    return presentRecord(row);
  },
});
