import { Readable } from 'node:stream';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { listDeliveries } from '#lib/alerts/list-deliveries.ts';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { createImport } from '#lib/crm/import/create-import.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { newId } from '#lib/platform/ids.ts';
import { newCertificateNumber } from '#lib/privacy/erasure/certificate-number.ts';
import { insertErasure, saveErasureSettings } from '#lib/privacy/erasure/erasure-store.ts';
import { archiveObject } from '#lib/privacy/export/archive-object.ts';
import { insertExport } from '#lib/privacy/export/export-store.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { receiveRequest } from '#lib/privacy/requests/receive-request.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { verifyRequest } from '#lib/privacy/requests/verify-request.ts';
import { runtime } from '#lib/runtime.ts';
import { call, justSignedIn, type TestOrganization } from './call.ts';
import { askingStorefront } from './consents.ts';

/** Makers of the records that samples of operations need: each makes what it needs itself. */

let made = 0;
export const next = () => {
  made += 1;
  return made;
};

/** Every record made here carries the name of its organisation, so that it is recognised wherever it turns up. */
export const markerOf = (org: TestOrganization) => `marker-${org.slug}`;

const csvOf = (org: TestOrganization) =>
  `First name,E-mail\n${markerOf(org)},${next()}@${org.slug}.example\nAda,bad address\n`;
export const streamOf = (text: string) => new Blob([text]).stream() as ReadableStream<Uint8Array>;

export const contact = async (org: TestOrganization) =>
  (await call(createContact, org.owner, { firstName: markerOf(org), email: `${next()}@${org.slug}.example` })).id;
export const deal = async (org: TestOrganization) =>
  (await call(createDeal, org.owner, { title: markerOf(org), stage: 'lead' })).id;
export const activity = async (org: TestOrganization) =>
  (await call(createActivity, org.owner, { kind: 'note', subject: markerOf(org), contactId: await contact(org) })).id;
export const report = async (org: TestOrganization) => ({
  contactId: await contact(org),
  channel: 'email',
  direction: 'inbound',
  occurredAt: '2026-01-01T00:00:00Z',
  subject: markerOf(org),
});
export const interaction = async (org: TestOrganization) =>
  (await call(createInteraction, org.owner, await report(org))).id;
export const key = async (org: TestOrganization) =>
  (await call(createApiKey, justSignedIn(org.owner), { name: markerOf(org), scopes: ['*'] })).id;
export const origin = async (org: TestOrganization) =>
  (await call(createOrigin, org.owner, { origin: `https://${next()}.${markerOf(org)}.example` })).id;
export const storefront = async (org: TestOrganization) => (await askingStorefront(org)).id;
export const hold = async (org: TestOrganization) => {
  const held = { contactId: await contact(org), reason: markerOf(org) };
  return (await call(placeHold, org.owner, held)).id;
};
export const sharing = async (org: TestOrganization) => ({
  label: markerOf(org),
  subject: await contact(org),
  actor: org.owner.userId,
});
export const share = async (org: TestOrganization) => call(createShare, org.owner, await sharing(org));
/** A key whose first reminder is due. */
export const expiringKey = async (org: TestOrganization) => {
  const { clock, tenancy } = runtime();
  const id = await key(org);
  const [madeAt, endsAt] = [-20, 10].map((days) => isoAfter(clock.now(), days * 86_400)) as [string, string];
  await tenancy.control.write((tx) =>
    tx.run('UPDATE ApiKey SET createdAt = ?, expiresAt = ? WHERE id = ?', [madeAt, endsAt, id]),
  );
  return id;
};
/** Straight into its table: no job makes it meanwhile. */
const exportIn = (state: 'queued' | 'ready') => async (org: TestOrganization) => {
  const id = newId('exp');
  const now = runtime().clock.now();
  const at = now.toISOString();
  const body = Buffer.from(markerOf(org));
  if (state === 'ready')
    await runtime()
      .objects.of(org.orgId)
      .put(archiveObject(id), Readable.from([body]));
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) =>
      insertExport(tx, {
        ...{ id, kind: 'organization', subject: null, options: '{}', state, rowsTotal: null, rowsDone: 0 },
        object: state === 'ready' ? archiveObject(id) : null,
        fileName: `${markerOf(org)}.zip`,
        ...{ bytes: body.byteLength, sha256: sha256(body), error: null, createdBy: org.owner.userId },
        ...{ createdAt: at, updatedAt: at, finishedAt: at, expiresAt: isoAfter(now, 3_600), downloadedAt: null },
      }),
    );
  } finally {
    lease.release();
  }
  return id;
};

export const anExport = exportIn('queued');
export const readyExport = exportIn('ready');

export const upload = async (org: TestOrganization) =>
  (
    await call(
      createImport,
      org.owner,
      {},
      { request: { body: streamOf(csvOf(org)), fileName: `${markerOf(org)}.csv` } },
    )
  ).id;

export const file = async (org: TestOrganization) =>
  (
    await call(
      uploadFile,
      org.owner,
      { contactId: await contact(org) },
      { request: { body: streamOf(markerOf(org)), fileName: `${markerOf(org)}.txt` } },
    )
  ).id;

export const alert = async (org: TestOrganization) => {
  await runtime().alerts.raise(org.orgId, 'ledger.mismatch', `${markerOf(org)} ${next()}`, { place: 1 });
  return (await call(listAlerts, org.owner, { limit: 1 }, { request: { door: 'cli' } })).data[0]?.id;
};
/** A message about an alert that was given up. */
export const delivery = async (org: TestOrganization, state = 'failed') => {
  const subject = await alert(org);
  const [found] = (await call(listDeliveries, org.owner, { subject }, { request: { door: 'cli' } })).data;
  await inDatabase(org, (tx) => tx.run('UPDATE Delivery SET state = ? WHERE id = ?', [state, found?.id ?? '']));
  return found?.id;
};
/** A webhook of alerts that is refused without a connection. */
export const alertWebhook = async (org: TestOrganization) => {
  await call(
    setAlertWebhook,
    justSignedIn(org.owner),
    { url: 'https://hooks.example.com/' },
    { request: { door: 'cli' } },
  );
  await runtime().tenancy.control.write((tx) =>
    tx.run("UPDATE AlertSettings SET webhookUrl = 'https://10.0.0.1/' WHERE orgId = ?", [org.orgId]),
  );
  return {};
};
const inDatabase = async (org: TestOrganization, write: (tx: SqlWriter) => Promise<unknown>) => {
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    await lease.db.write(write);
  } finally {
    lease.release();
  }
};

/** Ends what other samples left that stands in the way of an erasure or of an export. */
export const clearTheWay = (org: TestOrganization) =>
  inDatabase(org, async (tx) => {
    await tx.run('UPDATE LegalHold SET releasedAt = createdAt WHERE releasedAt IS NULL');
    await tx.run("UPDATE ArchiveImport SET state = 'refused' WHERE state NOT IN ('done', 'refused')");
    // A ledger that is none cannot be looked through for a person.
    await tx.run('DELETE FROM LedgerHistory');
    await tx.run("UPDATE DataExport SET state = 'cancelled' WHERE state IN ('queued', 'running')");
  });

export const erasure = async (org: TestOrganization) => {
  await clearTheWay(org);
  const { id, email } = await call(createContact, org.owner, { email: `${next()}.erased@${org.slug}.example` });
  const signedInAt = runtime().clock.now().toISOString();
  return (await call(erasePerson, { ...org.owner, signedInAt }, { id, confirm: email }, { request: { door: 'cli' } }))
    .id;
};

/** An erasure of the organisation that is far from beginning, in this state. */
export const organizationErasure = async (org: TestOrganization, state: 'proposed' | 'approved' | null) => {
  await clearTheWay(org);
  const { clock, tenancy } = runtime();
  const at = clock.now().toISOString();
  await tenancy.control.write(async (tx) => {
    await tx.run("DELETE FROM OrganizationErasure WHERE orgId = ? AND state IN ('proposed', 'approved')", [org.orgId]);
    await saveErasureSettings(tx, org.orgId, { coolingOffDays: 30, secondApproval: 'off' }, at);
    if (state === null) return;
    await insertErasure(tx, {
      ...{ id: newId('ers'), orgId: org.orgId, state, step: 'requested', requestedBy: 'usr_other', approvedBy: null },
      ...{ notBefore: isoAfter(clock.now(), 30 * 86_400), found: '{"coolingOffDays":30,"steps":{}}' },
      ...{ certificate: newCertificateNumber(), tell: '[]', problem: null, createdAt: at, updatedAt: at },
      finishedAt: null,
    });
  });
};

/** A request of a data subject that nobody has confirmed. */
export const unconfirmed = async (org: TestOrganization, kind = 'objection') => {
  const id = newId('sub');
  const job = { kind: 'job', orgId: org.orgId, actor: 'anonymous' } as const;
  const email = `${next()}@${org.slug}.example`;
  await call(receiveRequest, job, { id, kind, email, name: markerOf(org), message: markerOf(org) });
  return id;
};
export const request = async (org: TestOrganization, kind?: string) => {
  const id = await unconfirmed(org, kind);
  await call(verifyRequest, { kind: 'job', orgId: org.orgId, actor: 'anonymous' }, { id });
  return id;
};
/** A request that was refused, and the token of the link to its answer. */
export const refusedRequest = async (org: TestOrganization) => {
  const id = await request(org);
  await call(refuseRequest, org.owner, { id, reason: markerOf(org) }, { request: { door: 'cli' } });
  return id;
};
/** A request whose answer comes with an archive. */
export const answerWithExport = async (org: TestOrganization) => {
  const id = await refusedRequest(org);
  const [exportId, object, at] = [newId('exp'), `exports/${id}.zip`, runtime().clock.now().toISOString()];
  await runtime()
    .objects.of(org.orgId)
    .put(object, streamOf(markerOf(org)));
  await inDatabase(org, async (tx) => {
    await tx.run(
      `INSERT INTO DataExport (id, kind, options, state, object, fileName, createdBy, createdAt, updatedAt)
       VALUES (?, 'person', '{}', 'ready', ?, 'person.zip', ?, ?, ?)`,
      [exportId, object, org.owner.userId, at, at],
    );
    await tx.run('UPDATE SubjectRequest SET exportId = ? WHERE id = ?', [exportId, id]);
  });
  return id;
};
export const answerToken = async (org: TestOrganization) => {
  const id = await refusedRequest(org);
  const token = `token-${id}`;
  await inDatabase(org, (tx) =>
    tx.run('UPDATE SubjectRequest SET answerTokenHash = ? WHERE id = ?', [sha256(token), id]),
  );
  return token;
};

/** An archive in this state, whose bytes are none. */
export const archive = async (org: TestOrganization, state: string) => {
  const id = newId('arc');
  const at = runtime().clock.now().toISOString();
  await runtime()
    .objects.of(org.orgId)
    .put(`archives/${id}`, streamOf(markerOf(org)) as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
  await inDatabase(org, async (tx) => {
    await tx.run("DELETE FROM ArchiveImport WHERE state = 'running'");
    await tx.run(
      `INSERT INTO ArchiveImport (id, fileName, fileBytes, state, object, checkpoint, createdBy, createdAt, updatedAt)
       VALUES (?, ?, ?, ?, ?, '{"step":0,"rows":0,"history":"lhi_x"}', ?, ?, ?)`,
      [id, `${markerOf(org)}.zip`, markerOf(org).length, state, `archives/${id}`, org.owner.userId, at, at],
    );
  });
  return id;
};
export const oldLedger = async (org: TestOrganization) => {
  const id = newId('lhi');
  const bytes = streamOf(markerOf(org)) as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
  const { sha256: digest } = await runtime().objects.of(org.orgId).put(`history/${id}`, bytes);
  const at = runtime().clock.now().toISOString();
  await inDatabase(org, (tx) =>
    tx.run('INSERT INTO LedgerHistory VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)', [
      ...[id, `old.example/ledger/${org.orgId}`, org.orgId],
      ...[digest, markerOf(org), `history/${id}`, digest, at],
    ]),
  );
  return id;
};
