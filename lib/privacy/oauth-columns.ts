import { type ControlColumns, operational, organisational, personal } from './classes.ts';

const client = organisational('Which programs people may let act for them');
const grant = (purpose: string) => personal('member', purpose, 'grant');
const grantState = operational('Ends what a client was allowed when it must end', 'grant');
const code = operational('Hands a client what it was allowed, once', 'grant');
const device = operational('Hands a device what it was allowed, once', 'device');
const refresh = operational('Renews what a client was allowed, once each', 'grant');

export const oauthClientPrivacy = {
  id: client,
  orgId: client,
  name: client,
  redirectUris: client,
  scopes: client,
  deviceFlow: client,
  createdBy: personal('member', 'Who registered it, by opaque id', 'organisation'),
  createdAt: client,
  revokedAt: client,
} satisfies ControlColumns<'OAuthClient'>;

export const oauthGrantPrivacy = {
  id: grant('Names what was allowed; opaque'),
  clientId: grant('Which program was allowed something'),
  orgId: grant('Where it may act'),
  userId: grant('For whom it acts'),
  scopes: grant('What it may do'),
  device: grant('Showing people where their programs run'),
  createdAt: grant('Since when it is allowed'),
  lastUsedAt: grant('Showing people what is still used'),
  expiresAt: grantState,
  revokedAt: grantState,
  revokedFor: grantState,
} satisfies ControlColumns<'OAuthGrant'>;

export const oauthCodePrivacy = {
  hash: code,
  grantId: code,
  clientId: code,
  redirectUri: code,
  challenge: code,
  createdAt: code,
  expiresAt: code,
  usedAt: code,
} satisfies ControlColumns<'OAuthCode'>;

export const oauthRefreshTokenPrivacy = {
  hash: refresh,
  grantId: refresh,
  createdAt: refresh,
  expiresAt: refresh,
  usedAt: refresh,
} satisfies ControlColumns<'OAuthRefreshToken'>;

export const oauthDeviceCodePrivacy = {
  deviceHash: device,
  userCodeHash: device,
  clientId: device,
  scopes: device,
  device: device,
  state: device,
  grantId: device,
  intervalSeconds: device,
  lastPolledAt: device,
  createdAt: device,
  expiresAt: device,
} satisfies ControlColumns<'OAuthDeviceCode'>;
