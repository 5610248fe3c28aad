import { personal, type TenantColumns } from '../privacy/classes.ts';

const exchange = (purpose: string) => personal('contact', purpose, 'interaction');

export const interactionPrivacy = {
  id: exchange('Names the interaction; opaque'),
  contactId: exchange('With whom it was'),
  channel: exchange('By which way they spoke'),
  direction: exchange('Who spoke'),
  occurredAt: exchange('When it was'),
  subject: exchange('What it was about'),
  body: exchange('What was said'),
  metadata: exchange('What the reporting system keeps beside it'),
  externalId: exchange('Finding it in the system that reported it; storing it once'),
  createdAt: exchange('When it was reported'),
} satisfies TenantColumns<'Interaction'>;
