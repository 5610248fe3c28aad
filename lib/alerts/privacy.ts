import { type ControlColumns, operational, organisational, personal, type TenantColumns } from '../privacy/classes.ts';

const seen = organisational('What somebody should look at; holds opaque ids and counts alone', 'alert');

export const alertPrivacy = {
  id: seen,
  rule: seen,
  severity: seen,
  subject: personal('member', 'What somebody should look at; a member by opaque id, where it is one', 'alert'),
  state: seen,
  detail: seen,
  count: seen,
  firstSeenAt: seen,
  lastSeenAt: seen,
  toldAt: seen,
  acknowledgedAt: seen,
  acknowledgedBy: personal('member', 'Who takes care of it, by opaque id', 'alert'),
  resolvedAt: seen,
  resolvedBy: personal('member', 'Who settled it, by opaque id', 'alert'),
} satisfies TenantColumns<'Alert'>;

const outgoing = operational('A message that is on its way out, or was; holds no address and no secret', 'alert');

export const deliveryPrivacy = {
  id: outgoing,
  channel: outgoing,
  event: outgoing,
  subject: outgoing,
  body: outgoing,
  state: outgoing,
  attempts: outgoing,
  lastError: outgoing,
  dueAt: outgoing,
  createdAt: outgoing,
  endedAt: outgoing,
} satisfies TenantColumns<'Delivery'>;

const settings = organisational('Who hears of alerts, and where they are sent');

export const alertSettingsPrivacy = {
  orgId: settings,
  mailTo: settings,
  webhookUrl: settings,
  webhookSecret: operational('Signs what is sent to the webhook; sealed under the organisation’s data key'),
  webhookKeyVersion: operational('Which version of the data key that is sealed under'),
  updatedAt: settings,
} satisfies ControlColumns<'AlertSettings'>;

const owed = operational('An alert that waits until the organisation’s database can be written', 'alert');

export const owedAlertPrivacy = {
  orgId: owed,
  rule: owed,
  subject: owed,
  detail: owed,
  at: owed,
  mailedAt: owed,
} satisfies ControlColumns<'OwedAlert'>;
