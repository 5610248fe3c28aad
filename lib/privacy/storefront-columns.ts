import { type ControlColumns, operational, organisational, personal, type TenantColumns } from './classes.ts';

const shown = organisational('What the organisation shows on its public page');

export const storefrontPrivacy = {
  id: shown,
  slug: shown,
  state: shown,
  draft: shown,
  published: shown,
  publishedAt: shown,
  consent: organisational('What visitors are asked for, and which services wait for it'),
  policy: organisational('Which policy visitors are asked about now'),
  version: operational('Keeps two editors apart'),
  messagesUntold: operational('How many messages the organisation is still to be told of'),
  createdBy: personal('member', 'Who made it, by opaque id', 'organisation'),
  createdAt: shown,
  updatedAt: shown,
} satisfies TenantColumns<'Storefront'>;

export const storefrontImagePrivacy = {
  id: shown,
  storefrontId: shown,
  object: operational('Finds the bytes of the picture'),
  contentType: shown,
  bytes: shown,
  width: shown,
  height: shown,
  sha256: operational('Shows that the picture is whole'),
  createdAt: shown,
} satisfies TenantColumns<'StorefrontImage'>;

const asked = organisational('Proves what visitors were asked, word for word', 'consent');

export const consentPolicyPrivacy = {
  hash: asked,
  storefrontId: asked,
  snapshot: asked,
  createdAt: asked,
} satisfies TenantColumns<'ConsentPolicy'>;

const chosen = (purpose: string) => personal('visitor', purpose, 'consent');

export const consentRecordPrivacy = {
  id: chosen('Names the choice; random'),
  consentId: chosen('Lets the visitor find their own choices; random'),
  storefrontId: chosen('Where the choice was made'),
  onceKey: operational('Keeps a choice that is sent again from being recorded again; random, and a digest', 'consent'),
  policy: chosen('What was asked'),
  choices: chosen('What was chosen: GDPR, article 7, paragraph 1'),
  method: chosen('How it was chosen'),
  language: chosen('In which language it was asked'),
  at: chosen('When it was chosen'),
  userAgent: chosen('Telling people from programs; names of browser and system alone'),
  origin: chosen('On which site it was chosen'),
  contactId: personal('contact', 'Whose choice it is, when they said so themselves', 'consent'),
} satisfies TenantColumns<'ConsentRecord'>;

const scanned = organisational('Shows what a site sets before and after consent');

export const consentScanPrivacy = {
  id: scanned,
  storefrontId: scanned,
  url: scanned,
  state: scanned,
  attempts: operational('Begins an interrupted look once more, and then no more'),
  report: scanned,
  error: operational('Why the look failed'),
  createdBy: personal('member', 'Who asked for it, by opaque id', 'organisation'),
  createdAt: scanned,
  finishedAt: scanned,
} satisfies TenantColumns<'ConsentScan'>;

const held = personal('visitor', 'A message that waits until somebody has looked at it', 'message');

export const heldMessagePrivacy = {
  id: held,
  storefrontId: organisational('Where the message came from', 'message'),
  fields: held,
  reason: operational('Why it waits', 'message'),
  at: held,
} satisfies TenantColumns<'HeldMessage'>;

const found = organisational('Finds the storefront at its address');

export const storefrontAddressPrivacy = {
  slug: found,
  orgId: found,
  storefrontId: found,
  claimedAt: found,
  closedAt: found,
} satisfies ControlColumns<'StorefrontAddress'>;

const host = organisational('Shows that a host is the organisation’s own');

export const storefrontDomainPrivacy = {
  id: host,
  host,
  verifiedHost: host,
  orgId: host,
  storefrontId: host,
  token: host,
  checkedAt: host,
  verifiedAt: host,
  missingSince: host,
  problem: host,
  createdAt: host,
} satisfies ControlColumns<'StorefrontDomain'>;
