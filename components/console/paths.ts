/** Every address of the console, as a function of what it shows. `org` is the organisation's slug. */
export const consolePaths = {
  overview: (org: string) => `/${org}`,
  contacts: (org: string) => `/${org}/contacts`,
  newContact: (org: string) => `/${org}/contacts/new`,
  contact: (org: string, id: string) => `/${org}/contacts/${id}`,
  editContact: (org: string, id: string) => `/${org}/contacts/${id}/edit`,
  deals: (org: string) => `/${org}/deals`,
  newDeal: (org: string, contactId?: string) =>
    contactId === undefined ? `/${org}/deals/new` : `/${org}/deals/new?contactId=${contactId}`,
  deal: (org: string, id: string) => `/${org}/deals/${id}`,
  editDeal: (org: string, id: string) => `/${org}/deals/${id}/edit`,
  activities: (org: string) => `/${org}/activities`,
  interactions: (org: string) => `/${org}/interactions`,
  imports: (org: string) => `/${org}/imports`,
  newImport: (org: string) => `/${org}/imports/new`,
  import: (org: string, id: string) => `/${org}/imports/${id}`,
  apiKeys: (org: string) => `/${org}/api-keys`,
  origins: (org: string) => `/${org}/origins`,
  members: (org: string) => `/${org}/members`,
  receipts: (org: string) => `/${org}/receipts`,
  audit: (org: string) => `/${org}/audit`,
  settings: (org: string) => `/${org}/settings`,
} as const;
