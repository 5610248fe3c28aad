import { operation } from '../../access/operation.ts';
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
  run: async (ctx, { mail, webhook }) => {
    const saved = await ctx.directory.write(
      {
        action: 'ledger.publicationUpdated',
        subject: ctx.org.id,
        detail: { ...(mail === undefined ? {} : { mail }), ...(webhook === undefined ? {} : { webhook }) },
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
        return after;
      },
    );
    ctx.services.publisher.noteSigned(ctx.org.id);
    return presentPublication(saved, ctx.services.env.LEDGER_CHECKPOINT_DIR !== undefined);
  },
});
