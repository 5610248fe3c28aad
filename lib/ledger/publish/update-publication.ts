import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { outboundProblem } from '../../platform/outbound/post-out.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { readWitnessKey } from '../witness/cosignature.ts';
import { listWitnesses, replaceWitnesses } from '../witness/witness-store.ts';
import { presentPublication } from './present-publication.ts';
import { findPublication, savePublication } from './publication-store.ts';
import { LedgerPublication, UpdatePublication } from './schema.ts';

/** Afterwards checkpoints go there, the last one that there is among them. */
export const updatePublication = operation({
  name: 'ledger.updatePublication',
  title: 'Say where checkpoints go',
  description:
    'A checkpoint proves later cuts and changes only to somebody who keeps it elsewhere: by mail, or by the webhook of alerts.',
  http: 'PATCH /ledger/publication',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdatePublication,
  output: LedgerPublication,
  writes: true,
  run: async (ctx, { mail, webhook, witnesses }) => {
    for (const [index, witness] of (witnesses ?? []).entries()) refuseUnfit(ctx, index + 1, witness);
    const saved = await ctx.directory.write(
      {
        action: 'ledger.publicationUpdated',
        subject: ctx.org.id,
        detail: {
          ...(mail === undefined ? {} : { mail }),
          ...(webhook === undefined ? {} : { webhook }),
          ...(witnesses === undefined ? {} : { witnesses: witnesses.map(({ vkey }) => vkey) }),
        },
      },
      async (tx) => {
        const before = await findPublication(tx, ctx.org.id);
        const after = {
          ...before,
          mail: mail ?? before.mail,
          webhook: webhook === undefined ? before.webhook : webhook ? 'on' : 'off',
          updatedAt: ctx.now().toISOString(),
        };
        await savePublication(tx, ctx.org.id, after);
        if (witnesses !== undefined) await replaceWitnesses(tx, ctx.org.id, witnesses);
        return after;
      },
    );
    ctx.services.publisher.noteSigned(ctx.org.id);
    const asked = await listWitnesses(ctx.directory, ctx.org.id);
    return presentPublication(saved, asked, ctx.services.env.LEDGER_CHECKPOINT_DIR !== undefined);
  },
});

/** @throws `invalid_input` for what is no witness, or cannot be asked from here. */
function refuseUnfit(
  { services }: TenantContext,
  place: number,
  { vkey, url }: { readonly vkey: string; readonly url: string },
): void {
  const problem =
    readWitnessKey(vkey) === null
      ? 'Not the key of a witness.'
      : outboundProblem(url, { loopback: services.env.OUTBOUND_LOOPBACK === 'on' });
  if (problem === null) return;
  throw fail('invalid_input', { problems: [{ path: 'witnesses', message: `Witness ${place}: ${problem}` }] });
}
