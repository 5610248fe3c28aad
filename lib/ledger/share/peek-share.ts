import { publicOperation } from '../../access/operation.ts';
import { findUsableShare } from './find-usable.ts';
import { ShareOffer, ShareToken } from './schema.ts';

/**
 * What may be known of a link before it is used: programs that look into messages open addresses too, and must not use up
 * what was meant for a person. Counts nothing and shows no receipt.
 */
export const peekShare = publicOperation({
  name: 'shares.peek',
  title: 'See what a link would show',
  limits: ['share.address'],
  input: ShareToken,
  output: ShareOffer,
  writes: false,
  run: async (ctx, { token }) => {
    const { organization, receipts, expiresAt, usesMax, uses } = await findUsableShare(ctx, token);
    return { organization, receipts, expiresAt, usesLeft: usesMax === null ? null : usesMax - uses };
  },
});
