import { type ControlColumns, operational, organisational, personal } from '../../privacy/classes.ts';

const rules = organisational('What the link shows, and until when');
const proof = operational('Proves the link without keeping it');

export const ledgerSharePrivacy = {
  id: organisational('Names the link without opening it'),
  orgId: rules,
  tokenHash: proof,
  label: organisational('What the link is for, in the words of its maker'),
  filter: organisational('Which receipts the link shows, by opaque ids'),
  reveal: rules,
  size: rules,
  receipts: rules,
  digest: operational('Proves that the link shows what it was made to show'),
  createdBy: personal('member', 'Who made the link, by opaque id', 'organisation'),
  createdAt: rules,
  expiresAt: rules,
  revokedAt: rules,
  usesMax: rules,
  uses: organisational('How often the link was opened'),
  lastUsedAt: organisational('When the link was last opened'),
} satisfies ControlColumns<'LedgerShare'>;
