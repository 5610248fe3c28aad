import { Readable } from 'node:stream';
import type { RequestMeta } from '#lib/access/request.ts';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { listDeliveries } from '#lib/alerts/list-deliveries.ts';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { createImport } from '#lib/crm/import/create-import.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { type IdPrefix, newId } from '#lib/platform/ids.ts';
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
import { call, createTestMember, type TestOrganization } from './call.ts';
import { askingStorefront, choiceFor, madeChoice, taggedChoice, unaskedStorefront } from './consents.ts';

/** One valid call of an operation, made for an organisation: its records are made as they are needed. */
export interface OperationSample {
  readonly input: (org: TestOrganization) => Promise<Record<string, unknown>>;
  /** The members of the input that name records of the organisation: what an attacker would put others' ids into. */
  readonly ids: Readonly<Record<string, IdPrefix>>;
  /** The request's body, for operations that take a stream. */
  readonly stream?: () => Pick<RequestMeta, 'body' | 'fileName'>;
}

let made = 0;
const next = () => {
  made += 1;
  return made;
};

/** Every record made here carries the name of its organisation, so that it is recognised wherever it turns up. */
export const markerOf = (org: TestOrganization) => `marker-${org.slug}`;

const csvOf = (org: TestOrganization) =>
  `First name,E-mail\n${markerOf(org)},${next()}@${org.slug}.example\nAda,bad address\n`;
const streamOf = (text: string) => new Blob([text]).stream() as ReadableStream<Uint8Array>;

const contact = async (org: TestOrganization) =>
  (await call(createContact, org.owner, { firstName: markerOf(org), email: `${next()}@${org.slug}.example` })).id;
const deal = async (org: TestOrganization) =>
  (await call(createDeal, org.owner, { title: markerOf(org), stage: 'lead' })).id;
const activity = async (org: TestOrganization) =>
  (await call(createActivity, org.owner, { kind: 'note', subject: markerOf(org), contactId: await contact(org) })).id;
const report = async (org: TestOrganization) => ({
  contactId: await contact(org),
  channel: 'email',
  direction: 'inbound',
  occurredAt: '2026-01-01T00:00:00Z',
  subject: markerOf(org),
});
const interaction = async (org: TestOrganization) => (await call(createInteraction, org.owner, await report(org))).id;
const key = async (org: TestOrganization) =>
  (await call(createApiKey, org.owner, { name: markerOf(org), scopes: ['*'] })).id;
const origin = async (org: TestOrganization) =>
  (await call(createOrigin, org.owner, { origin: `https://${next()}.${markerOf(org)}.example` })).id;
const storefront = async (org: TestOrganization) => (await askingStorefront(org)).id;
const hold = async (org: TestOrganization) => {
  const held = { contactId: await contact(org), reason: markerOf(org) };
  return (await call(placeHold, org.owner, held)).id;
};
const sharing = async (org: TestOrganization) => ({
  label: markerOf(org),
  subject: await contact(org),
  actor: org.owner.userId,
});
const share = async (org: TestOrganization) => call(createShare, org.owner, await sharing(org));
/** A key whose first reminder is due. */
const expiringKey = async (org: TestOrganization) => {
  const { clock, tenancy } = runtime();
  const id = await key(org);
  const [madeAt, endsAt] = [-20, 10].map((days) => isoAfter(clock.now(), days * 86_400)) as [string, string];
  await tenancy.control.write((tx) =>
    tx.run('UPDATE ApiKey SET createdAt = ?, expiresAt = ? WHERE id = ?', [madeAt, endsAt, id]),
  );
  return id;
};
const invite = async (org: TestOrganization) => {
  // Sending many invitations in a minute is limited.
  const email = `${next()}@${org.slug}.example`;
  return (await call(createInvite, org.owner, { email, role: 'viewer' }, { request: { door: 'cli' } })).id;
};
const member = async (org: TestOrganization) => {
  const { userId } = await createTestMember(org.orgId, 'viewer', `${next()}.${markerOf(org)}@example.com`);
  const row = await runtime().tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE userId = ?', [
    userId,
  ]);
  return row?.id;
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

const anExport = exportIn('queued');
const readyExport = exportIn('ready');

const upload = async (org: TestOrganization) =>
  (
    await call(
      createImport,
      org.owner,
      {},
      { request: { body: streamOf(csvOf(org)), fileName: `${markerOf(org)}.csv` } },
    )
  ).id;

const file = async (org: TestOrganization) =>
  (
    await call(
      uploadFile,
      org.owner,
      { contactId: await contact(org) },
      { request: { body: streamOf(markerOf(org)), fileName: `${markerOf(org)}.txt` } },
    )
  ).id;

const alert = async (org: TestOrganization) => {
  await runtime().alerts.raise(org.orgId, 'ledger.mismatch', `${markerOf(org)} ${next()}`, { place: 1 });
  return (await call(listAlerts, org.owner, { limit: 1 }, { request: { door: 'cli' } })).data[0]?.id;
};
/** A message about an alert that was given up. */
const delivery = async (org: TestOrganization, state = 'failed') => {
  const subject = await alert(org);
  const [found] = (await call(listDeliveries, org.owner, { subject }, { request: { door: 'cli' } })).data;
  await inDatabase(org, (tx) => tx.run('UPDATE Delivery SET state = ? WHERE id = ?', [state, found?.id ?? '']));
  return found?.id;
};
/** A webhook of alerts that is refused without a connection. */
const alertWebhook = async (org: TestOrganization) => {
  await call(setAlertWebhook, org.owner, { url: 'https://hooks.example.com/' }, { request: { door: 'cli' } });
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

let retentionDays = 400;

/** Ends what other samples left that stands in the way of an erasure or of an export. */
const clearTheWay = (org: TestOrganization) =>
  inDatabase(org, async (tx) => {
    await tx.run('UPDATE LegalHold SET releasedAt = createdAt WHERE releasedAt IS NULL');
    await tx.run("UPDATE ArchiveImport SET state = 'refused' WHERE state NOT IN ('done', 'refused')");
    // A ledger that is none cannot be looked through for a person.
    await tx.run('DELETE FROM LedgerHistory');
    await tx.run("UPDATE DataExport SET state = 'cancelled' WHERE state IN ('queued', 'running')");
  });

const erasure = async (org: TestOrganization) => {
  await clearTheWay(org);
  const { id, email } = await call(createContact, org.owner, { email: `${next()}.erased@${org.slug}.example` });
  const signedInAt = runtime().clock.now().toISOString();
  return (await call(erasePerson, { ...org.owner, signedInAt }, { id, confirm: email }, { request: { door: 'cli' } }))
    .id;
};

/** An erasure of the organisation that is far from beginning, in this state. */
const organizationErasure = async (org: TestOrganization, state: 'proposed' | 'approved' | null) => {
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
const unconfirmed = async (org: TestOrganization, kind = 'objection') => {
  const id = newId('sub');
  const job = { kind: 'job', orgId: org.orgId, actor: 'anonymous' } as const;
  const email = `${next()}@${org.slug}.example`;
  await call(receiveRequest, job, { id, kind, email, name: markerOf(org), message: markerOf(org) });
  return id;
};
const request = async (org: TestOrganization, kind?: string) => {
  const id = await unconfirmed(org, kind);
  await call(verifyRequest, { kind: 'job', orgId: org.orgId, actor: 'anonymous' }, { id });
  return id;
};
/** A request that was refused, and the token of the link to its answer. */
const refusedRequest = async (org: TestOrganization) => {
  const id = await request(org);
  await call(refuseRequest, org.owner, { id, reason: markerOf(org) }, { request: { door: 'cli' } });
  return id;
};
/** A request whose answer comes with an archive. */
const answerWithExport = async (org: TestOrganization) => {
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
const answerToken = async (org: TestOrganization) => {
  const id = await refusedRequest(org);
  const token = `token-${id}`;
  await inDatabase(org, (tx) =>
    tx.run('UPDATE SubjectRequest SET answerTokenHash = ? WHERE id = ?', [sha256(token), id]),
  );
  return token;
};

/** An archive in this state, whose bytes are none. */
const archive = async (org: TestOrganization, state: string) => {
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
const oldLedger = async (org: TestOrganization) => {
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

const none = { input: async () => ({}), ids: {} };
const withId = (
  record: (org: TestOrganization) => Promise<string | undefined>,
  prefix: IdPrefix,
  more: object = {},
): OperationSample => ({
  input: async (org) => ({ id: await record(org), ...more }),
  ids: { id: prefix },
});

/** By the operation's name. Guard tests hold it to be complete. */
export const operationSamples: Readonly<Record<string, OperationSample>> = {
  'organizations.read': none,
  'backups.list': none,
  'drills.list': none,
  'erasure.read': none,
  'erasure.propose': {
    input: async (org) => {
      await organizationErasure(org, null);
      return { confirm: org.slug };
    },
    ids: {},
  },
  'erasure.approve': {
    input: async (org) => {
      await organizationErasure(org, 'proposed');
      const other = await createTestMember(org.orgId, 'owner', `${next()}.${markerOf(org)}@example.com`);
      await runtime().tenancy.control.write((tx) =>
        tx.run('UPDATE OrganizationErasure SET requestedBy = ? WHERE orgId = ?', [other.userId, org.orgId]),
      );
      return { confirm: org.slug };
    },
    ids: {},
  },
  'erasure.cancel': {
    input: async (org) => {
      await organizationErasure(org, 'approved');
      return {};
    },
    ids: {},
  },
  'erasure.updateSettings': { input: async () => ({ coolingOffDays: 30, secondApproval: 'off' }), ids: {} },
  'organizations.rename': { input: async (org) => ({ name: `${org.slug} ${next()}` }), ids: {} },
  'members.list': none,
  'members.changeRole': withId(member, 'mem', { role: 'member' }),
  'members.remove': withId(member, 'mem'),
  'members.leave': none,
  'invites.create': { input: async (org) => ({ email: `${next()}@${org.slug}.example`, role: 'viewer' }), ids: {} },
  'invites.list': none,
  'invites.revoke': withId(invite, 'inv'),
  'invites.resend': withId(invite, 'inv'),
  'contacts.list': none,
  'contacts.create': { input: async (org) => ({ firstName: markerOf(org) }), ids: {} },
  'contacts.read': withId(contact, 'con'),
  'contacts.update': withId(contact, 'con', { lastName: 'Changed' }),
  'contacts.delete': withId(contact, 'con'),
  'deals.list': { input: async (org) => ({ contactId: await contact(org) }), ids: { contactId: 'con' } },
  'deals.create': {
    input: async (org) => ({ title: markerOf(org), stage: 'lead', contactId: await contact(org) }),
    ids: { contactId: 'con' },
  },
  'deals.read': withId(deal, 'deal'),
  'deals.update': {
    input: async (org) => ({ id: await deal(org), contactId: await contact(org), title: `${markerOf(org)} ${next()}` }),
    ids: { id: 'deal', contactId: 'con' },
  },
  'deals.delete': withId(deal, 'deal'),
  'activities.list': {
    input: async (org) => ({ contactId: await contact(org), dealId: await deal(org) }),
    ids: { contactId: 'con', dealId: 'deal' },
  },
  'activities.create': {
    input: async (org) => ({
      kind: 'note',
      subject: markerOf(org),
      contactId: await contact(org),
      dealId: await deal(org),
    }),
    ids: { contactId: 'con', dealId: 'deal' },
  },
  'activities.read': withId(activity, 'act'),
  'activities.update': {
    input: async (org) => ({
      id: await activity(org),
      contactId: await contact(org),
      dealId: await deal(org),
      subject: `${markerOf(org)} ${next()}`,
    }),
    ids: { id: 'act', contactId: 'con', dealId: 'deal' },
  },
  'activities.delete': withId(activity, 'act'),
  'interactions.list': { input: async (org) => ({ contactId: await contact(org) }), ids: { contactId: 'con' } },
  'interactions.create': { input: report, ids: { contactId: 'con' } },
  'interactions.createBatch': { input: async (org) => ({ items: [await report(org)] }), ids: {} },
  'interactions.read': withId(interaction, 'int'),
  'interactions.delete': withId(interaction, 'int'),
  'exports.list': none,
  'exports.create': {
    input: async (org) => {
      await clearTheWay(org);
      return { csv: false };
    },
    ids: {},
  },
  'exports.read': withId(anExport, 'exp'),
  'exports.cancel': withId(anExport, 'exp'),
  'exports.run': withId(anExport, 'exp'),
  'exports.download': withId(readyExport, 'exp'),
  'exports.downloadPart': withId(readyExport, 'exp', { from: 0 }),
  'exports.delete': withId(readyExport, 'exp'),
  'imports.list': none,
  'archives.list': none,
  'archives.upload': {
    input: async (org) => {
      await clearTheWay(org);
      return {};
    },
    ids: {},
    stream: () => ({ body: streamOf('PK'), fileName: 'archive.zip' }),
  },
  'archives.takeFile': { input: async () => ({ path: '/there/is/none.zip' }), ids: {} },
  'archives.read': withId((org) => archive(org, 'refused'), 'arc'),
  'archives.check': withId((org) => archive(org, 'checking'), 'arc'),
  'archives.start': withId((org) => archive(org, 'failed'), 'arc'),
  'archives.run': withId((org) => archive(org, 'running'), 'arc'),
  'archives.delete': withId((org) => archive(org, 'refused'), 'arc'),
  'ledgerHistories.list': none,
  'ledgerHistories.download': withId(oldLedger, 'lhi'),
  'imports.create': {
    input: async () => ({}),
    ids: {},
    stream: () => ({ body: streamOf('First name\nAda\n'), fileName: 'contacts.csv' }),
  },
  'imports.read': withId(upload, 'imp'),
  'imports.map': withId(upload, 'imp', { duplicates: 'update' }),
  'imports.preview': withId(upload, 'imp'),
  'imports.dryRun': withId(upload, 'imp'),
  'imports.commit': withId(upload, 'imp'),
  'imports.run': withId(upload, 'imp'),
  'imports.cancel': withId(upload, 'imp'),
  'imports.rejects': withId(upload, 'imp'),
  'imports.delete': withId(upload, 'imp'),
  'files.list': {
    input: async (org) => ({ contactId: await contact(org), dealId: await deal(org) }),
    ids: { contactId: 'con', dealId: 'deal' },
  },
  'files.upload': {
    input: async (org) => ({ contactId: await contact(org), dealId: await deal(org) }),
    ids: { contactId: 'con', dealId: 'deal' },
    stream: () => ({ body: streamOf('A note.\n'), fileName: 'note.txt' }),
  },
  'files.read': withId(file, 'fil'),
  'files.download': withId(file, 'fil'),
  'files.delete': withId(file, 'fil'),
  'me.read': none,
  'apiKeys.list': none,
  'apiKeys.create': { input: async (org) => ({ name: markerOf(org), scopes: ['contacts:read'] }), ids: {} },
  'apiKeys.read': withId(key, 'key'),
  'apiKeys.update': withId(key, 'key', { name: 'Renamed', allowedAddresses: ['192.0.2.0/24'] }),
  'apiKeys.rotate': withId(key, 'key'),
  'apiKeys.revoke': withId(key, 'key'),
  'apiKeys.mailLeak': withId(key, 'key'),
  'apiKeys.mailExposure': withId(key, 'key'),
  'apiKeys.remind': withId(expiringKey, 'key'),
  'origins.list': none,
  'origins.create': { input: async (org) => ({ origin: `https://${next()}.${markerOf(org)}.example` }), ids: {} },
  'origins.delete': withId(origin, 'ori'),
  'audit.list': { input: async (org) => ({ actor: org.owner.userId }), ids: { actor: 'usr' } },
  'audit.export': { input: async (org) => ({ actor: org.owner.userId, format: 'ndjson' }), ids: { actor: 'usr' } },
  'overview.read': none,
  'receipts.list': {
    input: async (org) => ({ subject: await contact(org), actor: org.owner.userId }),
    ids: { subject: 'con', actor: 'usr' },
  },
  'receipts.read': {
    input: async (org) => {
      await contact(org);
      return { seq: 1 };
    },
    ids: {},
  },
  'ledger.verify': none,
  'ledger.readCheckpoint': none,
  'ledger.listCheckpoints': none,
  'ledger.proveInclusion': {
    input: async (org) => {
      await contact(org);
      return { seq: 1 };
    },
    ids: {},
  },
  'ledger.proveConsistency': { input: async () => ({ from: 0 }), ids: {} },
  'ledger.export': {
    input: async (org) => ({ subject: await contact(org), actor: org.owner.userId }),
    ids: { subject: 'con', actor: 'usr' },
  },
  'ledger.exportPart': {
    input: async (org) => ({ subject: await contact(org), actor: org.owner.userId }),
    ids: { subject: 'con', actor: 'usr' },
  },
  'shares.create': { input: sharing, ids: { subject: 'con', actor: 'usr' } },
  'shares.list': none,
  'shares.revoke': withId(async (org) => (await share(org)).id, 'shr'),
  'consentSettings.read': withId(storefront, 'stf'),
  'consentSettings.update': withId(storefront, 'stf', { settings: consentDefaults }),
  'consentSettings.publish': withId(unaskedStorefront, 'stf'),
  'consents.showBanner': withId(storefront, 'stf'),
  'consents.take': { input: choiceFor, ids: { storefrontId: 'stf' } },
  'consents.showOwn': { input: taggedChoice, ids: { storefrontId: 'stf' } },
  'consents.makeProof': {
    input: async (org) => {
      const { id, ...tagged } = await madeChoice(org);
      return { ...tagged, id };
    },
    ids: { storefrontId: 'stf', id: 'cns' },
  },
  'consents.takeBack': {
    input: async (org) => ({ ...(await taggedChoice(org)), origin: 'https://shop.example', userAgent: null }),
    ids: { storefrontId: 'stf' },
  },
  'consents.eraseOwn': { input: taggedChoice, ids: { storefrontId: 'stf' } },
  'consents.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.statistics': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.export': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.readPolicy': { input: async (org) => ({ hash: (await askingStorefront(org)).policy }), ids: {} },
  'shares.project': {
    input: async (org) => ({ token: (await share(org)).link.split('/').at(-1) }),
    ids: {},
  },
  'alerts.list': none,
  'alerts.read': withId(alert, 'alr'),
  'alerts.acknowledge': withId(alert, 'alr'),
  'alerts.resolve': withId(alert, 'alr'),
  'alerts.readSettings': none,
  'alerts.updateSettings': { input: async () => ({ mailTo: 'owners' }), ids: {} },
  'alerts.setWebhook': { input: async () => ({ url: 'https://hooks.example.com/' }), ids: {} },
  'alerts.removeWebhook': { input: alertWebhook, ids: {} },
  'alerts.testWebhook': { input: alertWebhook, ids: {} },
  'alerts.listDeliveries': { input: async (org) => ({ subject: await alert(org) }), ids: { subject: 'alr' } },
  'alerts.retryDelivery': withId(delivery, 'dlv'),
  'alerts.deliver': withId((org) => delivery(org, 'sent'), 'dlv'),
  'retention.list': none,
  'retention.update': {
    // Another number each time: the same again changes nothing.
    input: async () => {
      retentionDays += 1;
      return { rule: 'interactions', days: retentionDays };
    },
    ids: {},
  },
  'retention.preview': none,
  'retention.run': none,
  'retention.history': none,
  'retention.cut': withId(async (org) => org.orgId, 'org'),
  'inventory.read': none,
  'inventory.export': none,
  'holds.list': { input: async (org) => ({ contactId: await contact(org) }), ids: { contactId: 'con' } },
  'holds.place': {
    input: async (org) => ({ contactId: await contact(org), reason: markerOf(org) }),
    ids: { contactId: 'con' },
  },
  'holds.release': withId(hold, 'hld'),
  'ledger.audit': withId(async (org) => org.orgId, 'org'),
  'ledger.listAudits': none,
  'ledger.readPublication': none,
  'ledger.updatePublication': { input: async () => ({ mail: 'off' }), ids: {} },
  'ledger.publish': withId(async (org) => org.orgId, 'org'),
  'persons.find': { input: async (org) => ({ q: await contact(org) }), ids: { q: 'con' } },
  'persons.read': withId(contact, 'con'),
  'persons.erase': {
    input: async (org) => {
      await clearTheWay(org);
      const made = await call(createContact, org.owner, { email: `${next()}.erased@${org.slug}.example` });
      return { id: made.id, confirm: made.email, requestId: await request(org) };
    },
    ids: { id: 'con', requestId: 'sub' },
  },
  'persons.export': withId(contact, 'con'),
  'persons.rectify': withId(interaction, 'int', { subject: 'Rectified' }),
  'persons.runErasure': withId(erasure, 'pre'),
  'persons.listErasures': none,
  'persons.readErasure': withId(erasure, 'pre'),
  'ledger.listKeys': none,
  'ledger.rotateKey': none,
  'subjectRequests.receive': withId(async () => newId('sub'), 'sub', {
    ...{ kind: 'access', email: 'a@example.org', name: null, message: null },
  }),
  'subjectRequests.findMailbox': withId(unconfirmed, 'sub'),
  'subjectRequests.verify': withId(unconfirmed, 'sub'),
  'subjectRequests.findAnswer': { input: async (org) => ({ token: await answerToken(org) }), ids: {} },
  'subjectRequests.noteOpened': { input: async (org) => ({ token: await answerToken(org) }), ids: {} },
  'subjectRequests.fetchExport': withId(answerWithExport, 'sub'),
  'subjectRequests.list': { input: async (org) => ({ assignedTo: org.owner.userId }), ids: {} },
  'subjectRequests.read': withId(request, 'sub'),
  'subjectRequests.readStatistics': none,
  'subjectRequests.findSubjects': withId(request, 'sub'),
  'subjectRequests.assign': {
    input: async (org) => ({ id: await request(org), userId: org.owner.userId }),
    ids: { id: 'sub', userId: 'usr' },
  },
  'subjectRequests.link': {
    input: async (org) => ({ id: await request(org), contactId: await contact(org) }),
    ids: { id: 'sub', contactId: 'con' },
  },
  'subjectRequests.extend': withId(request, 'sub', { reason: 'It takes longer.' }),
  'subjectRequests.fulfil': withId(request, 'sub', { answer: 'Done.' }),
  'subjectRequests.refuse': withId(request, 'sub', { reason: 'No.' }),
  'subjectRequests.withdraw': withId(request, 'sub'),
  'subjectRequests.resendAnswer': withId(refusedRequest, 'sub'),
  'subjectRequests.revokeAnswer': withId(refusedRequest, 'sub'),
  'subjectRequests.attend': withId(request, 'sub'),
};

/** An id of the same kind that no record ever had. */
export function neverWas(prefix: IdPrefix): string {
  return newId(prefix);
}
