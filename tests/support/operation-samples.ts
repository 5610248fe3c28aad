import type { RequestMeta } from '#lib/access/request.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { type IdPrefix, newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import { call, createTestMember, type TestOrganization } from './call.ts';
import { askingStorefront, choiceFor, madeChoice, taggedChoice, unaskedStorefront } from './consents.ts';
import { heldMessage, messageFor, untoldStorefront } from './messages.ts';
import { allowedProgram, program } from './programs.ts';
import {
  activity,
  alert,
  alertWebhook,
  anExport,
  answerToken,
  answerWithExport,
  archive,
  clearTheWay,
  contact,
  deal,
  delivery,
  erasure,
  expiringKey,
  file,
  hold,
  interaction,
  invite,
  key,
  markerOf,
  member,
  memberSession,
  next,
  oldLedger,
  organizationErasure,
  origin,
  readyExport,
  refusedRequest,
  report,
  request,
  share,
  sharing,
  storefront,
  streamOf,
  unconfirmed,
  upload,
} from './sample-records.ts';
import { interruptedScan, scanIn, scanRequest } from './scans.ts';
import { shownImage, smallPng, uploadedImage } from './storefront-images.ts';
import { contentOf, draftStorefront, newStorefront, pendingDomain, shownStorefront } from './storefronts.ts';

/** One valid call of an operation, made for an organisation: its records are made as they are needed. */
export interface OperationSample {
  readonly input: (org: TestOrganization) => Promise<Record<string, unknown>>;
  /** The members of the input that name records of the organisation: what an attacker would put others' ids into. */
  readonly ids: Readonly<Record<string, IdPrefix>>;
  /** The request's body, for operations that take a stream. */
  readonly stream?: () => Pick<RequestMeta, 'body' | 'fileName'>;
}

const none = { input: async () => ({}), ids: {} };
const withId = (
  record: (org: TestOrganization) => Promise<string | undefined>,
  prefix: IdPrefix,
  more: object = {},
): OperationSample => ({
  input: async (org) => ({ id: await record(org), ...more }),
  ids: { id: prefix },
});

const draft = async (org: TestOrganization) => (await draftStorefront(org)).id;
/** An organisation has room for few that are not published. */
const shown = async (org: TestOrganization) => (await shownStorefront(org)).id;
const domain: OperationSample = {
  input: async (org) => {
    const { id, domainId } = await pendingDomain(org, await shown(org));
    return { id, domainId };
  },
  ids: { id: 'stf', domainId: 'dom' },
};

const storefrontImage: OperationSample = {
  input: (org) => uploadedImage(org),
  ids: { id: 'stf', imageId: 'img' },
};

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
  'members.resetFactors': withId(member, 'mem'),
  'factorPolicy.read': none,
  'factorPolicy.update': { input: async () => ({ requiredOf: 'administrators', graceDays: 90 }), ids: {} },
  'members.listSessions': withId(member, 'mem'),
  'members.endSessions': withId(member, 'mem'),
  'members.endSession': {
    input: async (org) => memberSession(org),
    ids: { id: 'mem', sessionId: 'ses' },
  },
  'sessions.rotateKey': none,
  'oauthClients.register': {
    input: async (org) => ({ name: markerOf(org), scopes: ['contacts:read'], deviceFlow: true, redirectUris: [] }),
    ids: {},
  },
  'oauthClients.list': none,
  'oauthClients.remove': withId(program, 'cli'),
  'oauthGrants.list': none,
  'oauthGrants.revoke': withId(allowedProgram, 'grt'),
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
  'consentScans.request': { input: scanRequest, ids: { storefront: 'stf' } },
  'consentScans.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consentScans.read': withId(scanIn, 'scn'),
  'consentScans.download': withId(scanIn, 'scn'),
  'consentScans.run': withId(interruptedScan, 'scn'),
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
  'messages.take': { input: messageFor, ids: { storefrontId: 'stf' } },
  'messages.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'messages.accept': withId(heldMessage, 'msg'),
  'messages.dismiss': withId(heldMessage, 'msg'),
  'messages.notify': withId(untoldStorefront, 'stf'),
  'consents.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.read': withId(async (org) => (await madeChoice(org)).id, 'cns'),
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
      return { rule: 'interactions', days: 400 + next() };
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
  'storefronts.create': { input: async (org) => newStorefront(org), ids: {} },
  'storefronts.list': none,
  'storefronts.read': withId(shown, 'stf'),
  'storefronts.update': {
    input: async (org) => ({ id: await shown(org), draft: contentOf(org, { tagline: `${next()}` }) }),
    ids: { id: 'stf' },
  },
  'storefronts.publish': withId(draft, 'stf'),
  'storefronts.unpublish': withId(shown, 'stf'),
  'storefronts.delete': withId(shown, 'stf'),
  'storefronts.show': { input: async (org) => ({ storefrontId: await shown(org) }), ids: { storefrontId: 'stf' } },
  'storefrontImages.list': withId(shown, 'stf'),
  'storefrontImages.upload': { ...withId(shown, 'stf'), stream: () => ({ body: new Blob([smallPng]).stream() }) },
  'storefrontImages.download': storefrontImage,
  'storefrontImages.delete': storefrontImage,
  'storefrontImages.show': { ...storefrontImage, input: (org) => shownImage(org) },
  'storefronts.preview': withId(draft, 'stf'),
  'storefronts.settleAddresses': withId(async (org) => org.orgId, 'org'),
  'storefrontDomains.add': {
    input: async (org) => ({ id: await shown(org), host: `${next()}.marker-${org.slug}.example` }),
    ids: { id: 'stf' },
  },
  'storefrontDomains.list': withId(shown, 'stf'),
  'storefrontDomains.verify': domain,
  'storefrontDomains.remove': domain,
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
