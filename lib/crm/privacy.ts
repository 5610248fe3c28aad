import { operational, organisational, personal, type TenantColumns } from '../privacy/classes.ts';

const contact = (purpose: string) => personal('contact', purpose, 'record');
const who = contact('Knowing who the contact is');
const reach = contact('Reaching the contact');
const about = contact('What the organisation notes about the contact');
const order = operational('Finds and orders the record, and keeps two editors apart', 'record');
const deal = organisational('Following a sale', 'record');
const activity = (purpose: string) => contact(purpose);
const importState = organisational('Following an import, and going on with it after a restart', 'record');
const upload = personal('contact', 'The uploaded file, until the import has ended', 'upload');

export const contactPrivacy = {
  id: who,
  firstName: who,
  lastName: who,
  company: who,
  jobTitle: who,
  email: reach,
  phone: reach,
  mobile: reach,
  addressLine: reach,
  city: reach,
  county: reach,
  region: reach,
  postalCode: reach,
  country: reach,
  website: reach,
  notes: about,
  tags: about,
  customFields: about,
  sortName: who,
  version: order,
  createdAt: about,
  updatedAt: about,
} satisfies TenantColumns<'Contact'>;

export const dealPrivacy = {
  id: deal,
  contactId: contact('Whose deal it is'),
  title: contact('What the deal is called; often after a person'),
  stage: deal,
  amountMinor: deal,
  currency: deal,
  expectedCloseOn: deal,
  closedAt: deal,
  notes: contact('What the organisation notes about the deal'),
  version: order,
  createdAt: deal,
  updatedAt: deal,
} satisfies TenantColumns<'Deal'>;

export const activityPrivacy = {
  id: activity('Names the activity; opaque'),
  contactId: activity('With whom it was'),
  dealId: activity('For which deal it was'),
  kind: activity('What kind of activity it was'),
  subject: activity('What it was about'),
  body: activity('What was said or noted'),
  dueAt: activity('When it is due'),
  doneAt: activity('When it was done'),
  version: order,
  createdAt: activity('When it was noted'),
  updatedAt: activity('When it last changed'),
} satisfies TenantColumns<'Activity'>;

export const importPrivacy = {
  id: importState,
  fileName: importState,
  fileBytes: importState,
  state: importState,
  mapping: importState,
  options: importState,
  checkpoint: importState,
  rowsTotal: importState,
  rowsDone: importState,
  rowsCreated: importState,
  rowsUpdated: importState,
  rowsSkipped: importState,
  rowsRejected: importState,
  error: importState,
  createdBy: personal('member', 'Who imported, by opaque id', 'record'),
  createdAt: importState,
  updatedAt: importState,
  finishedAt: importState,
} satisfies TenantColumns<'Import'>;

export const importChunkPrivacy = {
  importId: upload,
  n: upload,
  bytes: upload,
} satisfies TenantColumns<'ImportChunk'>;

export const importRejectPrivacy = {
  importId: importState,
  row: importState,
  cells: personal('contact', 'Handing rejected rows back for correction', 'reject'),
  problems: personal('contact', 'What is wrong with each cell; may quote it', 'reject'),
} satisfies TenantColumns<'ImportReject'>;
