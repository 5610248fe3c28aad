import { type ControlColumns, operational, organisational, personal, retained, type TenantColumns } from './classes.ts';

const installation = operational('Tells this installation from others', 'installation');
const name = organisational('Names the organisation');
const placed = operational("Finds and migrates the organisation's database");
const wrapped = operational("The organisation's data key, readable only with the master key");
const work = operational('Background work that survives a restart', 'job');
const owner = retained('Checked at every open, so that no file passes for another organisation’s', 'organisation');

export const installationPrivacy = {
  id: installation,
  instanceId: installation,
  createdAt: installation,
} satisfies ControlColumns<'Installation'>;

export const organizationPrivacy = {
  id: name,
  slug: name,
  name,
  plan: organisational('What the organisation may use'),
  status: operational('Whether the organisation can be used'),
  sessionKeyVersion: operational('Ends every session of the organisation at once'),
  factorGraceDays: organisational('How long people have to add a second factor'),
  factorRequiredOf: organisational('Who needs a second factor'),
  createdAt: name,
  updatedAt: name,
} satisfies ControlColumns<'Organization'>;

export const placementPrivacy = {
  orgId: placed,
  engine: placed,
  location: placed,
  schemaLevel: placed,
  state: placed,
  stateReason: placed,
  updatedAt: placed,
} satisfies ControlColumns<'Placement'>;

export const dataKeyPrivacy = {
  orgId: wrapped,
  version: wrapped,
  wrapped,
  masterVersion: wrapped,
  createdAt: wrapped,
} satisfies ControlColumns<'DataKey'>;

export const jobPrivacy = {
  id: work,
  kind: work,
  orgId: work,
  subject: work,
  actor: work,
  state: work,
  attempts: work,
  runAfter: work,
  leaseUntil: work,
  lastError: work,
  createdAt: work,
  updatedAt: work,
} satisfies ControlColumns<'Job'>;

export const tenantIdentityPrivacy = {
  id: owner,
  orgId: owner,
  createdAt: owner,
} satisfies TenantColumns<'TenantIdentity'>;

const replay = operational('Answers a repeated request as the first one was answered', 'replay');

export const idempotencyRecordPrivacy = {
  actor: replay,
  key: replay,
  operation: replay,
  fingerprint: replay,
  state: replay,
  output: personal('contact', 'Answering a repeated request as the first one was answered', 'replay'),
  createdAt: replay,
  expiresAt: replay,
} satisfies TenantColumns<'IdempotencyRecord'>;
