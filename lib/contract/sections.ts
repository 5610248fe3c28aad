/** The parts of the contract, in reading order: operations are told apart by the first half of their names. */
interface Section {
  /** The first half of its operations' names. */
  readonly things: string;
  readonly title: string;
  readonly says: string;
}

/** A guard test holds the list to be complete; a part that is missing here still appears, by its plain name. */
const sections: readonly Section[] = [
  { things: 'me', title: 'Caller', says: 'Who asks, in which organisation, and what they may do there.' },
  {
    things: 'contacts',
    title: 'Contacts',
    says: 'People and companies. Every change leaves a receipt in the ledger of the organisation.',
  },
  { things: 'deals', title: 'Deals', says: 'What may be sold, to whom, for how much, and how far it has come.' },
  { things: 'activities', title: 'Activities', says: 'Calls, meetings, notes and tasks around contacts and deals.' },
  {
    things: 'interactions',
    title: 'Interactions',
    says: 'What was said with a contact elsewhere: mail, chat, telephone. Reported by your systems, one at a time or up to a hundred at once.',
  },
  {
    things: 'files',
    title: 'Files',
    says: 'What belongs to contacts, to deals or to the organisation itself, kept encrypted under a key of its own.',
  },
  {
    things: 'imports',
    title: 'Imports',
    says: 'Contacts from a CSV file: upload it, say where its columns go, look at what would happen, then commit.',
  },
  {
    things: 'exports',
    title: 'Exports',
    says: 'Everything that the organisation keeps, as one archive. People ask for it and download it; programs may see that it was made.',
  },
  {
    things: 'archives',
    title: 'Archives',
    says: 'What another organisation or installation exported, taken in whole: upload it, see what is in it, then start.',
  },
  {
    things: 'ledgerHistories',
    title: 'Verified history',
    says: 'The ledgers that archives brought. Each was verified before it was kept, and can be verified again.',
  },
  { things: 'overview', title: 'Overview', says: 'How much there is.' },
  { things: 'receipts', title: 'Receipts', says: 'The ledger: one receipt for every change, chained by hashes.' },
  { things: 'ledger', title: 'Ledger', says: 'Checks of the ledger as a whole.' },
  {
    things: 'shares',
    title: 'Shared receipts',
    says: 'Links by which people outside see receipts without their details, and prove that they are in the ledger.',
  },
  {
    things: 'storefronts',
    title: 'Storefronts',
    says: 'Public pages: made as a draft, shown to everybody once they are published.',
  },
  {
    things: 'storefrontImages',
    title: 'Pictures of storefronts',
    says: 'Uploaded as they are, kept without what cameras write into them, and shown where the content names them.',
  },
  {
    things: 'storefrontDomains',
    title: 'Domains of storefronts',
    says: 'Hosts of your own at which a storefront is served, once DNS has shown that they are yours.',
  },
  {
    things: 'consentSettings',
    title: 'Consent settings',
    says: 'What the visitors of a storefront are asked, as a draft and as it is published.',
  },
  {
    things: 'consentScans',
    title: 'Scans',
    says: 'What a site sets and loads before consent, after it was refused, given and withdrawn, as a browser sees it.',
  },
  {
    things: 'consents',
    title: 'Consent',
    says: 'What visitors were asked and what they chose, with proof. They need no account: whoever made a choice opens, withdraws and deletes it by its id.',
  },
  {
    things: 'messages',
    title: 'Messages',
    says: 'What visitors wrote by contact forms and somebody has to look at first. Messages that were taken at once are interactions.',
  },
  {
    things: 'audit',
    title: 'Audit log',
    says: 'Who tried what, when, from where, and what came of it: also what was refused.',
  },
  { things: 'witness', title: 'Witness', says: 'For logs elsewhere that have their checkpoints cosigned here.' },
  {
    things: 'alerts',
    title: 'Alerts',
    says: 'What somebody should look at, who hears of it, and what became of the messages.',
  },
  { things: 'organizations', title: 'Organisation', says: 'The organisation that the caller is in.' },
  { things: 'sessions', title: 'Sessions', says: 'Who is signed in to the organisation, all at once.' },
  { things: 'members', title: 'Members', says: 'People of the organisation and their roles.' },
  { things: 'invites', title: 'Invitations', says: 'People who were asked to join.' },
  {
    things: 'apiKeys',
    title: 'API keys',
    says: 'Keys by which programs call this API. They are made, rotated and revoked by people in the console, never by other keys.',
  },
  {
    things: 'keyLeaks',
    title: 'Key leaks',
    says: 'For anybody who found a key where it should not be: reporting it revokes it.',
  },
  {
    things: 'oauthClients',
    title: 'Programs that act for people',
    says: 'Programs that owners registered, by which members may call this API (OAuth 2.0, with PKCE and without a secret).',
  },
  {
    things: 'oauthGrants',
    title: 'What programs may do',
    says: 'What members let programs do for them, until it is ended.',
  },
  { things: 'origins', title: 'Allowed origins', says: 'Web pages whose scripts may call this API.' },
  { things: 'account', title: 'Account', says: 'The signed-in person’s own account, in whatever organisation.' },
  { things: 'auth', title: 'Sign-in', says: 'How people sign in with a browser. Programs use API keys instead.' },
  {
    things: 'persons',
    title: 'Everything about a person',
    says: 'Finding whatever the organisation holds of somebody, handing it over, correcting it, erasing it. Erasing takes a person who has just signed in.',
  },
  {
    things: 'subjectRequests',
    title: 'Requests of data subjects',
    says: 'What people asked about their data: until when each is to be answered, and its answer.',
  },
  {
    things: 'retention',
    title: 'Retention',
    says: 'How long what is kept, what would go now, and what went. Each cut leaves a receipt.',
  },
  { things: 'holds', title: 'Legal holds', says: 'What must stay, whatever retention or an erasure says.' },
  { things: 'inventory', title: 'Inventory', says: 'What personal data is held, why, and for how long.' },
  {
    things: 'erasure',
    title: 'Erasure of the organisation',
    says: 'What it would take, who decides, and the decision. People do this in the console, never keys.',
  },
  {
    things: 'erasureCertificates',
    title: 'Certificates of erasure',
    says: 'For anybody who has the number of one: that an organisation was erased, and the proof of it.',
  },
  {
    things: 'backups',
    title: 'Backups',
    says: 'The copies that there are of the organisation. Whoever runs the installation makes and restores them.',
  },
  {
    things: 'drills',
    title: 'Restore drills',
    says: 'That backups can be restored is tried each month; what came of it stands in the ledger.',
  },
  { things: 'contract', title: 'Contract', says: 'This description, for machines.' },
];

const byThings = new Map(sections.map((section) => [section.things, section]));

export function isKnownSection(things: string): boolean {
  return byThings.has(things);
}

/** The part that an operation belongs to. */
export function sectionOf(operationName: string): Section {
  const things = operationName.split('.')[0] ?? operationName;
  return byThings.get(things) ?? { things, title: titleOf(things), says: `Operations on ${titleOf(things)}.` };
}

/** Sorts operations by reading order of their parts; within a part they stay as they are declared. */
export function inReadingOrder<T extends { readonly name: string }>(operations: readonly T[]): T[] {
  const place = (name: string) => {
    const index = sections.findIndex(({ things }) => things === sectionOf(name).things);
    return index < 0 ? sections.length : index;
  };
  return operations.toSorted((a, b) => place(a.name) - place(b.name));
}

/** The last part of an address that shows one part of the contract: `api-keys` for `API keys`. */
export function sectionSlug(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** `keyLeaks` becomes `Key leaks`. */
function titleOf(things: string): string {
  const words = things.replace(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
