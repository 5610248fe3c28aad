import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { newId } from '#lib/platform/ids.ts';
import { call } from './call.ts';
import { none, type OperationSamples, withId } from './operation-sample.ts';
import {
  anExport,
  answerToken,
  answerWithExport,
  archive,
  clearTheWay,
  contact,
  erasure,
  hold,
  interaction,
  markerOf,
  next,
  oldLedger,
  readyExport,
  refusedRequest,
  request,
  share,
  sharing,
  streamOf,
  unconfirmed,
} from './sample-records.ts';

/** What is proven of the organisation's data, what leaves with it, and what has to go. */
export const evidenceSamples: OperationSamples = {
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
  'ledger.audit': withId(async (org) => org.orgId, 'org'),
  'ledger.listAudits': none,
  'ledger.readPublication': none,
  'ledger.updatePublication': { input: async () => ({ mail: 'off' }), ids: {} },
  'ledger.publish': withId(async (org) => org.orgId, 'org'),
  'ledger.listKeys': none,
  'ledger.rotateKey': none,
  'shares.create': { input: sharing, ids: { subject: 'con', actor: 'usr' } },
  'shares.list': none,
  'shares.revoke': withId(async (org) => (await share(org)).id, 'shr'),
  'shares.project': {
    input: async (org) => ({ token: (await share(org)).link.split('/').at(-1) }),
    ids: {},
  },
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
