import { operational, organisational, personal, type TenantColumns } from '../privacy/classes.ts';

const file = personal('contact', 'What the organisation keeps in files about the contact', 'record');
const fileState = operational('Finds the bytes of the file and shows that they are whole', 'record');

export const filePrivacy = {
  id: file,
  name: file,
  contentType: file,
  bytes: file,
  sha256: fileState,
  object: fileState,
  contactId: personal('contact', 'Whose file it is', 'record'),
  dealId: organisational('Which deal the file belongs to', 'record'),
  createdBy: personal('member', 'Who put the file there, by opaque id', 'record'),
  createdAt: file,
} satisfies TenantColumns<'File'>;
