import { type ControlColumns, operational, personal } from './classes.ts';

const factor = (purpose: string) => personal('member', purpose, 'account');
const proof = operational('Proves a second factor', 'account');
const challenge = operational('Has a second factor proven once', 'challenge');
const notice = operational('Lets a person stop a change that was not theirs', 'notice');

export const passkeyPrivacy = {
  id: factor('Names the passkey; opaque'),
  userId: factor('Whose passkey it is'),
  credentialId: proof,
  publicKey: proof,
  counter: proof,
  transports: proof,
  aaguid: factor('Showing people which kind of device keeps it'),
  backedUp: factor('Showing people whether it may be on other devices of theirs'),
  name: factor('Telling one’s own passkeys apart'),
  createdAt: factor('Since when it is there'),
  lastUsedAt: factor('Showing people what is still used'),
} satisfies ControlColumns<'Passkey'>;

export const totpFactorPrivacy = {
  userId: factor('Whose authenticator it is'),
  sealedSecret: proof,
  keyVersion: proof,
  offeredSecret: proof,
  confirmedAt: factor('Since when it is used'),
  lastStep: proof,
  createdAt: factor('Since when it is there'),
} satisfies ControlColumns<'TotpFactor'>;

export const recoveryCodePrivacy = {
  id: factor('Names the code; opaque'),
  userId: factor('Whose code it is'),
  hash: proof,
  createdAt: factor('Since when it is there'),
  usedAt: factor('Showing how many are left'),
} satisfies ControlColumns<'RecoveryCode'>;

export const factorChallengePrivacy = {
  id: challenge,
  purpose: challenge,
  userId: personal('member', 'Who has to prove a factor', 'challenge'),
  hash: challenge,
  browserHash: challenge,
  attempts: challenge,
  method: challenge,
  redirectTo: challenge,
  createdAt: challenge,
  expiresAt: challenge,
  usedAt: challenge,
} satisfies ControlColumns<'FactorChallenge'>;

export const securityNoticePrivacy = {
  id: notice,
  userId: personal('member', 'Who was told', 'notice'),
  change: personal('member', 'What changed', 'notice'),
  tokenHash: notice,
  createdAt: notice,
  expiresAt: notice,
  usedAt: notice,
} satisfies ControlColumns<'SecurityNotice'>;
