import { none, type OperationSamples, withId } from './operation-sample.ts';
import {
  activity,
  contact,
  deal,
  file,
  interaction,
  markerOf,
  next,
  report,
  streamOf,
  upload,
} from './sample-records.ts';

/** Contacts and what hangs on them. */
export const crmSamples: OperationSamples = {
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
  'imports.list': none,
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
};
