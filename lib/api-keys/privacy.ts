import { type ControlColumns, operational, organisational, personal } from '../privacy/classes.ts';

const identifies = organisational('Names the key without revealing it');
const rules = organisational('What the key may do, and until when');
const proof = operational('Proves the key without keeping it');

export const apiKeyPrivacy = {
  id: identifies,
  orgId: identifies,
  name: organisational('What the key is for, in the words of its maker'),
  mode: rules,
  prefix: identifies,
  hash: proof,
  pepperVersion: proof,
  scopes: rules,
  createdBy: personal('member', 'Who made the key, by opaque id', 'organisation'),
  createdAt: rules,
  expiresAt: rules,
  revokedAt: rules,
  lastUsedAt: organisational('Finding keys that nobody uses, or somebody should not'),
  lastUsedAddress: organisational('Finding keys that are used from where they should not be'),
  lastUsedRoute: organisational('Finding keys that are used for what they should not be'),
  allowedAddresses: organisational('Where the key works from'),
  replacedById: identifies,
  revokedFor: rules,
  remindedDays: operational('Reminds of the expiry once, not at each look'),
  exposedAt: rules,
} satisfies ControlColumns<'ApiKey'>;
