// Printed by `node scripts/print-docs.ts` from the contract of the API. Do not edit by hand.

export interface Activity {
  id: string;
  kind: 'call' | 'email' | 'meeting' | 'note' | 'task';
  subject: string;
  body: string | null;
  /** ISO 8601. */
  dueAt: string | null;
  /** ISO 8601. */
  doneAt: string | null;
  contactId: string | null;
  /** Null also for a caller who may not read contacts. */
  contactName: string | null;
  dealId: string | null;
  /** Null also for a caller who may not read deals. */
  dealTitle: string | null;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

export interface ActivityPage {
  data: Activity[];
  nextCursor: string | null;
}

export interface AddStorefrontDomain {
  /** At most 1000 characters. */
  host: string;
}

export interface Alert {
  id: string;
  /** The rule that raised it, for example ledger.mismatch. */
  rule: string;
  severity: 'critical' | 'warning';
  title: string;
  /** What it means. */
  means: string;
  whatToDo: string;
  /** What it is about. */
  subject: string;
  /** What was seen last; nothing personal. */
  detail: Record<string, string | number | null>;
  state: 'open' | 'acknowledged' | 'resolved';
  /** How often it was seen. */
  count: number;
  firstSeenAt: string;
  lastSeenAt: string;
  acknowledgedAt: string | null;
  /** Opaque id of who takes care of it. */
  acknowledgedBy: string | null;
  resolvedAt: string | null;
  /** Opaque id of who settled it; system when it was over by itself. */
  resolvedBy: string | null;
}

export interface AlertPage {
  data: Alert[];
  nextCursor: string | null;
  /** How many are open in all. */
  open: number;
}

export interface AlertSettings {
  /** Who gets mail. Owners hear of a ledger that is not what was written whatever stands here. */
  mailTo: 'owners_and_admins' | 'owners' | 'nobody';
  webhookUrl: string | null;
}

export interface AllowedOrigin {
  id: string;
  /** As browsers send it. */
  origin: string;
  /** Opaque id of who allowed it. */
  createdBy: string;
  createdAt: string;
}

export interface AllowedOriginPage {
  data: AllowedOrigin[];
  nextCursor: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  mode: 'live' | 'test';
  /** The first eight characters after ck_live_ or ck_test_; no secret. */
  prefix: string;
  scopes: string[];
  state: 'active' | 'expired' | 'revoked';
  /** Opaque id of who made it. */
  createdBy: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  /** Exact to a minute. */
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  lastUsedRoute: string | null;
  /** Where the key works from; from anywhere, if empty. */
  allowedAddresses: string[];
  /** The key that a rotation put in its place; until expiresAt, brought forward to the grace, both work. */
  replacedById: string | null;
  revokedFor: 'request' | 'leak' | null;
  /** When it last stood in the address of a request. */
  exposedAt: string | null;
}

export interface ApiKeyPage {
  data: ApiKey[];
  nextCursor: string | null;
}

export interface Archive {
  id: string;
  fileName: string;
  fileBytes: number;
  state: 'uploading' | 'checking' | 'ready' | 'running' | 'done' | 'refused' | 'failed';
  sha256: string | null;
  /** Rows that are taken in; null before it was checked. */
  rowsTotal: number | null;
  rowsDone: number;
  /** Why it was refused: up to a hundred problems. */
  problems: ArchiveProblem[];
  /** What is in it; null before it was checked. */
  report: ArchiveReport | null;
  /** Members of the old organisation: nobody is made a member by an archive. */
  people: ArchivePerson[];
  /** Why it stopped; it can be started again. */
  error: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
}

export interface ArchiveList {
  data: Archive[];
}

export interface ArchivePerson {
  email: string;
  name: string | null;
  role: string;
}

export interface ArchiveProblem {
  /** The entry of the archive, or `archive`. */
  path: string;
  message: string;
}

export interface ArchiveReport {
  /** The installation that made it, as it says itself. */
  instance: string;
  organization: {
    id: string;
    slug: string;
    name: string;
  };
  /** Of whose state everything in it is. ISO 8601. */
  createdAt: string;
  ledger: {
    origin: string;
    size: number;
    root: string;
    vkey: string;
    /** Its signed head, which everything was verified against. */
    note: string;
  };
  files: {
    count: number;
    bytes: number;
  };
  entities: {
    name: string;
    title: string;
    rows: number;
    taken: boolean;
    /** Why it is not taken over. */
    why: string | null;
  }[];
}

export interface AssignSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Opaque id of a member; null when nobody takes care of it. At most 64 characters. */
  userId: string | null;
}

export interface AuditEvent {
  id: string;
  at: string;
  /** What was done or tried, for example api.authenticate. */
  action: string;
  outcome: 'ok' | 'refused';
  /** Why it was refused; the caller was told less. */
  reason: string | null;
  /** Opaque id of who acted; null when nobody was proven. */
  actor: string | null;
  /** What the actor is called, where the reader may see members or keys. */
  actorName: string | null;
  address: string | null;
  /** The way in: api, page, action, cli or job. */
  door: string | null;
  /** As the client gave it; it proves nothing. */
  userAgent: string | null;
  requestId: string | null;
  /** What an investigator needs besides; no secrets. */
  detail: Record<string, string | number | boolean | null>;
}

export interface AuditEventPage {
  data: AuditEvent[];
  nextCursor: string | null;
}

export interface BannerConfigAnswer {
  storefront: string;
  /** SHA-256 of what is asked; another one asks again. */
  policy: string;
  language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
  /** What the banner says. */
  texts: Record<string, unknown>;
  categories: ('functional' | 'analytics' | 'marketing')[];
  services: {
    /** At most 64 characters. */
    id: string;
    /** At most 80 characters. */
    name: string;
    category: 'functional' | 'analytics' | 'marketing';
    /** At most 40 items. */
    hosts: string[];
    /** At most 40 items. */
    cookies: string[];
    /** At most 500 characters. */
    privacyUrl?: string;
  }[];
  theme: BannerThemeFields;
  consentMode: boolean;
  gpc: ('functional' | 'analytics' | 'marketing')[];
  /** Whether this request carried `Sec-GPC: 1`. */
  gpcSent?: boolean;
  askAgainDays: number;
  privacyUrl: string | null;
  imprintUrl: string | null;
}

export interface BannerThemeFields {
  brand: string;
  position: 'bottom' | 'bottom-left' | 'bottom-right';
  scheme: 'auto' | 'light' | 'dark';
}

export interface BannerThemeFieldsInput {
  brand: string;
  position: 'bottom' | 'bottom-left' | 'bottom-right';
  scheme: 'auto' | 'light' | 'dark';
}

export interface BatchOutcome {
  created: number;
  duplicates: number;
  refused: number;
  data: ReportOutcome[];
}

export interface Caller {
  organization: {
    id: string;
    slug: string;
    name: string;
    plan: 'free' | 'pro' | 'enterprise';
  };
  /** The API key that asks; null for a person. */
  key: {
    id: string;
    name: string;
    mode: 'live' | 'test';
    prefix: string;
    expiresAt: string | null;
  } | null;
  /** The program that asks for the person; null for one who asks themselves, and for a key. */
  client: {
    id: string;
    name: string;
    grantId: string;
  } | null;
  /** The person who asks; null for a key. */
  user: {
    id: string;
    email: string;
    name: string | null;
    role: string;
  } | null;
  /** What the caller may do. */
  scopes: string[];
}

export interface CellProblem {
  /** Counted from 0; null when it concerns the row as a whole. */
  column: number | null;
  header: string | null;
  target: string | null;
  message: string;
}

export interface ChangeSubjectAnswer {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

export interface Checkpoint {
  /** How many receipts it covers, from the first. */
  size: number;
  /** Root of the Merkle tree over them, hex. */
  root: string;
  at: string;
  keyVersion: number;
  /** The checkpoint itself: a C2SP tlog-checkpoint, signed with Ed25519. */
  note: string;
}

export interface CheckpointPage {
  data: Checkpoint[];
  nextCursor: string | null;
}

export interface ConsentEntry {
  id: string;
  /** The same for all choices of one browser; opens nothing. */
  visitor: string;
  storefrontId: string;
  policy: string;
  choices: Record<string, boolean>;
  method: 'accept_all' | 'reject_all' | 'custom' | 'gpc' | 'withdraw';
  language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
  /** ISO 8601. */
  at: string;
  userAgent: string | null;
  origin: string;
  contactId: string | null;
}

export interface ConsentKey {
  /** What stands in the address of the storefront. At most 64 characters. */
  storefront: string;
  /** As the banner was given it. At most 64 characters. */
  consentId: string;
}

export interface ConsentPage {
  data: ConsentEntry[];
  nextCursor: string | null;
}

export interface ConsentRecorded {
  /** Opens the visitor’s choices: whoever has it can read, withdraw and delete them. */
  consentId: string;
  id: string;
  /** ISO 8601. */
  at: string;
  /** Where the visitor sees what was asked and chosen. */
  url: string;
}

export interface ConsentSettings {
  /** What visitors are asked for. */
  categories: ('functional' | 'analytics' | 'marketing')[];
  /** At most 60 items. */
  services: {
    /** At most 64 characters. */
    id: string;
    /** At most 80 characters. */
    name: string;
    category: 'functional' | 'analytics' | 'marketing';
    /** At most 40 items. */
    hosts: string[];
    /** At most 40 items. */
    cookies: string[];
    /** At most 500 characters. */
    privacyUrl?: string;
  }[];
  languages: ('bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv')[];
  /** Own words in place of the usual ones. */
  texts: Record<string, {
    /** At most 100 characters. */
    title?: string;
    /** At most 1200 characters. */
    body?: string;
    /** At most 40 characters. */
    acceptAll?: string;
    /** At most 40 characters. */
    rejectAll?: string;
    /** At most 40 characters. */
    choose?: string;
    /** At most 40 characters. */
    save?: string;
    /** At most 60 characters. */
    close?: string;
    /** At most 100 characters. */
    settingsTitle?: string;
    /** At most 1200 characters. */
    settingsBody?: string;
    /** At most 40 characters. */
    alwaysOn?: string;
    /** At most 40 characters. */
    services?: string;
    /** At most 60 characters. */
    reopen?: string;
    /** At most 60 characters. */
    withdraw?: string;
    /** At most 60 characters. */
    yourConsent?: string;
    /** At most 60 characters. */
    privacy?: string;
    /** At most 60 characters. */
    imprint?: string;
    /** At most 400 characters. */
    gpc?: string;
    /** At most 200 characters. */
    blocked?: string;
    /** At most 40 characters. */
    allow?: string;
    categories?: {
      necessary?: {
        /** At most 60 characters. */
        title?: string;
        /** At most 400 characters. */
        text?: string;
      };
      functional?: {
        /** At most 60 characters. */
        title?: string;
        /** At most 400 characters. */
        text?: string;
      };
      analytics?: {
        /** At most 60 characters. */
        title?: string;
        /** At most 400 characters. */
        text?: string;
      };
      marketing?: {
        /** At most 60 characters. */
        title?: string;
        /** At most 400 characters. */
        text?: string;
      };
    };
  }>;
  theme: BannerThemeFields;
  /** Whether Google Consent Mode v2 is spoken. */
  consentMode: boolean;
  /** What Global Privacy Control is taken as a no to. */
  gpc: ('functional' | 'analytics' | 'marketing')[];
  askAgainDays: number;
  /** Null: the storefront’s own page. At most 500 characters. */
  privacyUrl: string | null;
  /** Null: the storefront’s own page. At most 500 characters. */
  imprintUrl: string | null;
}

export interface ConsentSettingsAnswer {
  /** The id of the storefront. */
  id: string;
  slug: string;
  /** What its published page is called, or its draft until then. */
  name: string;
  /** Visitors are asked where it is published. */
  state: 'draft' | 'published' | 'unpublished';
  /** The banner’s script, for the tag of other sites. */
  scriptUrl: string;
  draft: ConsentSettings;
  /** Null until they were first published. */
  published: ConsentSettings | null;
  /** What visitors are asked about now. */
  policy: string | null;
  /** ISO 8601. */
  policySince: string | null;
  /** Whether publishing the draft asks visitors again. */
  asksAgain: boolean;
  version: number;
}

export interface ConsentSettingsInput {
  /** What visitors are asked for. */
  categories: ('functional' | 'analytics' | 'marketing')[];
  /** At most 60 items. */
  services: {
    /** At most 64 characters. */
    id: string;
    /** At most 80 characters. */
    name: string;
    category: 'functional' | 'analytics' | 'marketing';
    /** At most 40 items. */
    hosts: string[];
    /** At most 40 items. */
    cookies: string[];
    /** At most 500 characters. */
    privacyUrl?: string | undefined;
  }[];
  languages: ('bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv')[];
  /** Own words in place of the usual ones. */
  texts: Record<string, {
    /** At most 100 characters. */
    title?: string | undefined;
    /** At most 1200 characters. */
    body?: string | undefined;
    /** At most 40 characters. */
    acceptAll?: string | undefined;
    /** At most 40 characters. */
    rejectAll?: string | undefined;
    /** At most 40 characters. */
    choose?: string | undefined;
    /** At most 40 characters. */
    save?: string | undefined;
    /** At most 60 characters. */
    close?: string | undefined;
    /** At most 100 characters. */
    settingsTitle?: string | undefined;
    /** At most 1200 characters. */
    settingsBody?: string | undefined;
    /** At most 40 characters. */
    alwaysOn?: string | undefined;
    /** At most 40 characters. */
    services?: string | undefined;
    /** At most 60 characters. */
    reopen?: string | undefined;
    /** At most 60 characters. */
    withdraw?: string | undefined;
    /** At most 60 characters. */
    yourConsent?: string | undefined;
    /** At most 60 characters. */
    privacy?: string | undefined;
    /** At most 60 characters. */
    imprint?: string | undefined;
    /** At most 400 characters. */
    gpc?: string | undefined;
    /** At most 200 characters. */
    blocked?: string | undefined;
    /** At most 40 characters. */
    allow?: string | undefined;
    categories?: {
      necessary?: {
        /** At most 60 characters. */
        title?: string | undefined;
        /** At most 400 characters. */
        text?: string | undefined;
      } | undefined;
      functional?: {
        /** At most 60 characters. */
        title?: string | undefined;
        /** At most 400 characters. */
        text?: string | undefined;
      } | undefined;
      analytics?: {
        /** At most 60 characters. */
        title?: string | undefined;
        /** At most 400 characters. */
        text?: string | undefined;
      } | undefined;
      marketing?: {
        /** At most 60 characters. */
        title?: string | undefined;
        /** At most 400 characters. */
        text?: string | undefined;
      } | undefined;
    } | undefined;
  }>;
  theme: BannerThemeFieldsInput;
  /** Whether Google Consent Mode v2 is spoken. */
  consentMode: boolean;
  /** What Global Privacy Control is taken as a no to. */
  gpc: ('functional' | 'analytics' | 'marketing')[];
  askAgainDays: number;
  /** Null: the storefront’s own page. At most 500 characters. */
  privacyUrl: string | null;
  /** Null: the storefront’s own page. At most 500 characters. */
  imprintUrl: string | null;
}

export interface ConsentStatistics {
  total: {
    accept_all: number;
    reject_all: number;
    custom: number;
    gpc: number;
    withdraw: number;
  };
  /** Every day of the period, also the empty ones. */
  days: {
    /** YYYY-MM-DD. */
    day: string;
    counts: {
      accept_all: number;
      reject_all: number;
      custom: number;
      gpc: number;
      withdraw: number;
    };
  }[];
  languages: {
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    counts: {
      accept_all: number;
      reject_all: number;
      custom: number;
      gpc: number;
      withdraw: number;
    };
  }[];
}

export interface ConsentWithdrawn {
  id: string;
  /** ISO 8601. */
  at: string;
}

export interface ConsentsDeleteBody {
  /** What stands in the address of the storefront. At most 64 characters. */
  storefront: string;
  /** As the banner was given it. At most 64 characters. */
  consentId: string;
}

export interface ConsentsDeleted {
  deleted: number;
}

export interface ConsentsWithdrawBody {
  /** What stands in the address of the storefront. At most 64 characters. */
  storefront: string;
  /** As the banner was given it. At most 64 characters. */
  consentId: string;
}

export interface ConsistencyProof {
  from: number;
  to: number;
  fromRoot: string;
  toRoot: string;
  /** RFC 9162: hashes in hex, in the order of that document. */
  proof: string[];
  /** The checkpoint that the proof leads to; null when none has that size. */
  checkpoint: string | null;
}

export interface Contact {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  jobTitle: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  addressLine: string | null;
  city: string | null;
  county: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  website: string | null;
  notes: string | null;
  tags: string[];
  customFields: Record<string, string>;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

export interface ContactPage {
  data: Contact[];
  nextCursor: string | null;
}

export interface CreateActivity {
  kind: 'call' | 'email' | 'meeting' | 'note' | 'task';
  /** At most 300 characters. */
  subject: string;
  /** At most 50000 characters. */
  body?: string | null | undefined;
  /** ISO 8601. */
  dueAt?: string | null | undefined;
  /** ISO 8601. */
  doneAt?: string | null | undefined;
  /** If absent, the deal's contact. At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 64 characters. */
  dealId?: string | null | undefined;
}

export interface CreateContact {
  /** At most 100 characters. */
  firstName?: string | null | undefined;
  /** At most 100 characters. */
  lastName?: string | null | undefined;
  /** At most 200 characters. */
  company?: string | null | undefined;
  /** At most 200 characters. */
  jobTitle?: string | null | undefined;
  /** At most 1000 characters. */
  email?: string | null | undefined;
  /** At most 50 characters. */
  phone?: string | null | undefined;
  /** At most 50 characters. */
  mobile?: string | null | undefined;
  /** At most 300 characters. */
  addressLine?: string | null | undefined;
  /** At most 100 characters. */
  city?: string | null | undefined;
  /** At most 100 characters. */
  county?: string | null | undefined;
  /** At most 100 characters. */
  region?: string | null | undefined;
  /** At most 20 characters. */
  postalCode?: string | null | undefined;
  /** At most 100 characters. */
  country?: string | null | undefined;
  /** At most 2000 characters. */
  website?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
  tags?: string[] | undefined;
  customFields?: Record<string, string> | undefined;
}

export interface CreateDeal {
  /** At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 200 characters. */
  title: string;
  /** "lead" if absent. */
  stage?: 'lead' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost' | undefined;
  /** In the currency's smallest unit: 1999 with USD is 19.99. */
  amountMinor?: number | null | undefined;
  /** At most 10 characters. */
  currency?: string | null | undefined;
  /** YYYY-MM-DD. */
  expectedCloseOn?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
}

export interface CreateInteraction {
  /** With whom it was; give this or `email`. At most 64 characters. */
  contactId?: string | undefined;
  /** The address of exactly one contact; give this or `contactId`. At most 1000 characters. */
  email?: string | undefined;
  channel: 'email' | 'call' | 'sms' | 'chat' | 'meeting' | 'web' | 'social' | 'other';
  /** `inbound`: the contact spoke; `outbound`: we did. */
  direction: 'inbound' | 'outbound';
  /** At most 5 minutes ahead of our clock, not before 1970. ISO 8601. */
  occurredAt: string;
  /** At most 200 characters. */
  subject?: string | null | undefined;
  /** At most 50000 characters. */
  body?: string | null | undefined;
  /** A flat object of texts, numbers and booleans: at most 50 members, 16384 bytes. */
  metadata?: Record<string, string | number | boolean> | undefined;
  /** Your own id for it: the same one is stored once. At most 200 characters. */
  externalId?: string | undefined;
}

export interface CreateInteractions {
  /** At most 100 items. */
  items: CreateInteraction[];
}

export interface CreateStorefront {
  /** At most 80 characters. */
  name: string;
  /** The last part of the address; it stays as it is. */
  slug: string;
  /** "en" if absent. */
  language?: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv' | undefined;
  /** What to begin with, in place of an empty page. */
  content?: {
    /** At most 80 characters. */
    name: string;
    /** At most 160 characters. */
    tagline: string;
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    theme: {
      brand: string;
      scheme: 'auto' | 'light' | 'dark';
      /** How much of a large screen the page takes. */
      layout: 'wide' | 'narrow';
    };
    hero: {
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      alt: string;
    };
    /** At most 20000 characters. */
    textMarkup: string;
    /** At most 100 characters. */
    cardsTitle: string;
    /** At most 24 items. */
    cards: {
      id: string;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      text: string;
      /** As it should be read, such as “from €49 a month”. At most 60 characters. */
      price: string | null;
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      imageAlt: string;
      link: {
        /** At most 60 characters. */
        label: string;
        /** At most 500 characters. */
        url: string;
      } | null;
    }[];
    /** At most 12 items. */
    embeds: {
      id: string;
      kind: 'script' | 'frame';
      /** Read to those who do not see a frame. At most 100 characters. */
      title: string;
      /** The id of a service of the consent settings, which names its host. At most 64 characters. */
      service: string;
      /** At most 500 characters. */
      url: string;
    }[];
    contact: {
      shown: boolean;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      intro: string;
      /** Whether a telephone number is asked for. */
      phone: boolean;
      /** Whether a company is asked for. */
      company: boolean;
      /** Who is told of a message; null: the owners and admins. At most 1000 characters. */
      notify: string | null;
    };
    details: {
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** At most 400 characters. */
      hours: string;
    };
    /** Empty: a text made of what the storefront does with data. At most 40000 characters. */
    privacyMarkup: string;
    imprint: {
      /** At most 200 characters. */
      name: string | null;
      /** At most 200 characters. */
      representative: string | null;
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** Court and number of registration. At most 200 characters. */
      register: string | null;
      /** At most 40 characters. */
      vatId: string | null;
      /** Who answers for the content. At most 200 characters. */
      responsible: string | null;
      /** At most 10000 characters. */
      moreMarkup: string;
    };
  } | undefined;
}

export interface DataExport {
  id: string;
  kind: 'organization' | 'person';
  /** Whom it is about, by opaque id; null for the whole organisation. */
  subject: string | null;
  options: ExportOptions;
  state: 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'expired';
  /** Rows to write, over all files of the archive; null until that is counted. */
  rowsTotal: number | null;
  rowsDone: number;
  fileName: string;
  bytes: number | null;
  /** Of the archive, hex; also in the receipt that tells of it. */
  sha256: string | null;
  error: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
  /** When the archive is removed. ISO 8601. */
  expiresAt: string | null;
  /** When its one download began. ISO 8601. */
  downloadedAt: string | null;
}

export interface DataExportPage {
  data: DataExport[];
  nextCursor: string | null;
}

export interface Deal {
  id: string;
  contactId: string | null;
  /** Null also for a caller who may not read contacts. */
  contactName: string | null;
  title: string;
  stage: 'lead' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost';
  amountMinor: number | null;
  currency: string | null;
  expectedCloseOn: string | null;
  /** When it was won or lost. ISO 8601. */
  closedAt: string | null;
  notes: string | null;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

export interface DealPage {
  data: Deal[];
  nextCursor: string | null;
}

export interface Delivery {
  /** Also the webhook-id: the same at each attempt. */
  id: string;
  channel: 'mail' | 'webhook';
  event: string;
  subject: string;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  /** Why it was not taken, as a short word. */
  lastError: string | null;
  /** When it is tried next, or was last due. */
  dueAt: string;
  createdAt: string;
  endedAt: string | null;
}

export interface DeliveryPage {
  data: Delivery[];
  nextCursor: string | null;
}

export interface ErasureCertificate {
  number: string;
  /** The opaque id of the organisation. */
  organization: string;
  state: 'running' | 'done';
  stepsDone: number;
  steps: number;
  /** When the certificate was issued. */
  at: string | null;
  /** The receipt in the installation's own ledger. */
  seq: number | null;
  detail: {
    /** Rows of its database, by table. */
    rows: Record<string, number> | null;
    /** Rows of the control database, by table. */
    directoryRows: Record<string, number>;
    objects: {
      count: number;
      bytes: number;
    };
    /** The signed head that its ledger ended with. */
    ledger: {
      size: number;
      root: string;
      at: string;
      vkey: string;
      checkpoint: string;
    } | null;
    /** When each step was done. */
    steps: Record<string, string>;
  } | null;
}

export interface ExportOptions {
  csv: boolean;
  byteOrderMark: boolean;
  files: boolean;
}

export interface ExtendSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Why more time is needed; the person is told. At most 20000 characters. */
  reason: string;
}

export interface FilePage {
  data: FileRecord[];
  nextCursor: string | null;
}

export interface FileRecord {
  id: string;
  name: string;
  /** By its first bytes and its name; `application/octet-stream` for what is not known. */
  contentType: string;
  bytes: number;
  /** Of its bytes, in hexadecimal digits. */
  sha256: string;
  contactId: string | null;
  /** Null also for a caller who may not read contacts. */
  contactName: string | null;
  dealId: string | null;
  /** Null also for a caller who may not read deals. */
  dealTitle: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
}

export interface FoundPerson {
  /** What persons.read, persons.export and persons.erase take. */
  id: string;
  name: string | null;
  email: string | null;
  /** So many contacts are this person. */
  contacts: number;
  /** Whether a member of the organisation has this address. */
  member: boolean;
}

export interface FoundPersons {
  data: FoundPerson[];
  /** Whether there are more than these: look more narrowly. */
  more: boolean;
}

export interface FulfilSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** What the person is told. At most 20000 characters. */
  answer: string;
  /** Export, erase or hold the contact that the request is linked to; false when that was done otherwise. */
  carryOut?: boolean | 'true' | 'false' | undefined;
}

export interface GrantClient {
  id: string;
  name: string;
}

export interface GrantPerson {
  id: string;
  email: string;
  name: string | null;
}

export interface HeldMessage {
  id: string;
  storefrontId: string;
  /** Null once the storefront is gone. */
  storefrontName: string | null;
  name: string;
  email: string;
  phone: string | null;
  company: string | null;
  message: string;
  /** Whether the visitor linked their choices about cookies. */
  linksConsent: boolean;
  /**
   * no_token: sent without the check that a person sends it; verifier: the check could not be asked; hurried: sent
   * sooner than people type; honeypot: a field was filled in that people do not see.
   */
  reason: 'no_token' | 'verifier' | 'hurried' | 'honeypot';
  /** ISO 8601. */
  at: string;
}

export interface HeldMessagePage {
  data: HeldMessage[];
  nextCursor: string | null;
  /** How many wait in all, up to the most that are kept. */
  waiting: number;
}

export interface Hold {
  id: string;
  /** Null when the whole organisation is held. */
  contactId: string | null;
  /** What the contact is called, for readers who may see contacts. */
  contactName: string | null;
  reason: string;
  /** Opaque id of who placed it. */
  createdBy: string;
  createdAt: string;
  releasedAt: string | null;
  releasedBy: string | null;
}

export interface HoldPage {
  data: Hold[];
  nextCursor: string | null;
}

export interface Import {
  id: string;
  fileName: string;
  fileBytes: number;
  state: 'uploading' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
  columns: ImportColumn[];
  duplicates: 'skip' | 'update';
  encoding: 'utf-8' | 'windows-1252';
  delimiter: string;
  rowsTotal: number | null;
  rowsDone: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsSkipped: number;
  rowsRejected: number;
  error: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
}

export interface ImportColumn {
  header: string;
  target: 'firstName' | 'lastName' | 'company' | 'jobTitle' | 'email' | 'phone' | 'mobile' | 'addressLine' | 'city' | 'county' | 'region' | 'postalCode' | 'country' | 'website' | 'notes' | 'fullName' | 'tags' | 'custom' | 'ignore';
}

export interface ImportDryRun {
  rowsTotal: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsSkipped: number;
  rowsRejected: number;
  problems: {
    /** Counted from 0; null when it concerns the row as a whole. */
    column: number | null;
    header: string | null;
    target: string | null;
    message: string;
    rows: number;
    firstRow: number;
  }[];
}

export interface ImportPage {
  data: Import[];
  nextCursor: string | null;
}

export interface ImportPreview {
  columns: {
    header: string;
    target: 'firstName' | 'lastName' | 'company' | 'jobTitle' | 'email' | 'phone' | 'mobile' | 'addressLine' | 'city' | 'county' | 'region' | 'postalCode' | 'country' | 'website' | 'notes' | 'fullName' | 'tags' | 'custom' | 'ignore';
    samples: string[];
  }[];
  rows: {
    /** As a spreadsheet numbers it: the header is row 1. */
    row: number;
    cells: string[];
    outcome: 'create' | 'update' | 'skip' | 'reject';
    problems: CellProblem[];
  }[];
}

export interface InclusionProof {
  seq: number;
  size: number;
  /** The hash of the receipt, which is its leaf hash. */
  hash: string;
  root: string;
  /** RFC 9162: hashes in hex, in the order of that document. */
  proof: string[];
  /** The checkpoint that the proof leads to; null when none has that size. */
  checkpoint: string | null;
}

export interface Interaction {
  id: string;
  contactId: string;
  /** Null also for a caller who may not read contacts. */
  contactName: string | null;
  channel: 'email' | 'call' | 'sms' | 'chat' | 'meeting' | 'web' | 'social' | 'other';
  direction: 'inbound' | 'outbound';
  /** ISO 8601. */
  occurredAt: string;
  subject: string | null;
  body: string | null;
  metadata: Record<string, string | number | boolean>;
  externalId: string | null;
  /** ISO 8601. */
  createdAt: string;
}

export interface InteractionPage {
  data: Interaction[];
  nextCursor: string | null;
}

export interface Inventory {
  data: {
    /** The name of the processing activity. */
    activity: string;
    title: string;
    purpose: string;
    /** The legal basis, by article of the GDPR. */
    basis: string;
    recipients: string;
    entries: {
      /** tenant: the organisation’s own database; control: the directory of the installation. */
      where: 'control' | 'tenant' | 'objects' | 'keys' | 'files' | 'output';
      /** The table, or the place. */
      thing: string;
      column: string | null;
      class: 'personal' | 'organisational' | 'operational' | 'retained';
      whose: 'contact' | 'member' | 'visitor' | null;
      purpose: string;
      keptFor: string;
    }[];
  }[];
}

export interface Invite {
  id: string;
  email: string;
  role: RoleName;
  /** Opaque id of who invited. */
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  state: 'pending' | 'expired';
}

export interface InviteList {
  data: Invite[];
  nextCursor: string | null;
}

export interface KeyLeakReported {
  status: 'received';
}

export interface LedgerAudit {
  id: string;
  startedAt: string;
  endedAt: string | null;
  /** It checked the receipts behind this one. */
  fromSeq: number;
  /** up to this one. */
  toSeq: number;
  /** Older receipts that it checked again: from and to. */
  samples: number[][];
  outcome: 'running' | 'ok' | 'mismatch';
  /** Where the ledger first stops being what was written. */
  problem: {
    seq: number;
    problem: 'malformed' | 'missing' | 'out_of_order' | 'altered' | 'unlinked' | 'foreign' | 'detail_altered' | 'detail_missing' | 'outside_filter' | 'proof_altered' | 'root_altered' | 'rewritten' | 'truncated' | 'forked' | 'checkpoint_missing' | 'checkpoint_malformed' | 'wrong_origin' | 'wrong_size' | 'unsigned' | 'bad_signature' | 'bad_rotation' | 'unknown_key' | 'not_checked';
    message: string;
  } | null;
}

export interface LedgerAuditPage {
  data: LedgerAudit[];
  nextCursor: string | null;
  /** The last receipt that was found in order. */
  verifiedTo: number;
  /** When the ledger was last found in order to its end. */
  verifiedAt: string | null;
  /** When it is checked next. */
  dueAt: string | null;
  /** Whether it has not been checked for a day. */
  stale: boolean;
}

export interface LedgerHistory {
  id: string;
  origin: string;
  orgId: string;
  size: number;
  root: string;
  /** The signed head that everything was verified against. */
  note: string;
  sha256: string;
  /** ISO 8601. */
  importedAt: string;
}

export interface LedgerHistoryList {
  data: LedgerHistory[];
}

export interface LedgerKey {
  version: number;
  /** The public key as people pin it: name+id+key, as in C2SP signed notes. */
  vkey: string;
  /** The key before. */
  previous: string | null;
  /** It signs checkpoints of this size and more. */
  since: number;
  /** By the key before, base64. */
  signature: string | null;
}

export interface LedgerKeys {
  /** The name of the ledger, which its checkpoints begin with. */
  origin: string;
  data: LedgerKey[];
}

export interface LedgerPublication {
  /** How often the last checkpoint is mailed, if there is a new one. */
  mail: 'off' | 'hourly' | 'daily';
  /** Whether every checkpoint goes to the webhook of alerts. */
  webhook: boolean;
  /** The size of the last checkpoint that was mailed. */
  mailedSize: number;
  /** When one was last mailed, or looked for. */
  mailedAt: string | null;
  /** The size of the last checkpoint that went to the webhook. */
  webhookSize: number;
  /** Who is asked to cosign each checkpoint: C2SP tlog-witness. */
  witnesses: {
    /** The public key of the witness, as it names itself: name+id+key. At most 500 characters. */
    vkey: string;
    /** Where it is asked; /add-checkpoint comes behind it. At most 2000 characters. */
    url: string;
    /** The size of the last checkpoint that it cosigned. */
    size: number;
    /** Since when it has not cosigned what it was asked to. */
    failingSince: string | null;
  }[];
  /** Whether this installation keeps every checkpoint in a folder apart from its data. */
  folder: boolean;
}

export interface LedgerVerdict {
  ok: boolean;
  /** Receipts found in order. */
  count: number;
  /** Note it: it proves later cuts. */
  head: {
    seq: number;
    hash: string;
  } | null;
  /** Root of the tree over the receipts found in order, hex. */
  root: string;
  erasedDetails: number;
  /** Signed checkpoints that the receipts agree with. */
  checkpoints: number;
  /** The last of them. */
  checkpoint: {
    size: number;
    root: string;
    at: string | null;
    keyId: string;
  } | null;
  /** Where the ledger first stops being what was written. */
  firstProblem: {
    seq: number;
    problem: 'malformed' | 'missing' | 'out_of_order' | 'altered' | 'unlinked' | 'foreign' | 'detail_altered' | 'detail_missing' | 'outside_filter' | 'proof_altered' | 'root_altered' | 'rewritten' | 'truncated' | 'forked' | 'checkpoint_missing' | 'checkpoint_malformed' | 'wrong_origin' | 'wrong_size' | 'unsigned' | 'bad_signature' | 'bad_rotation' | 'unknown_key' | 'not_checked';
    message: string;
  } | null;
}

export interface LinkSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** The contact that it is about. At most 64 characters. */
  contactId: string | null;
}

export interface MapImport {
  /** Where each column goes, in the order of the file. At most 500 items. */
  targets?: ('firstName' | 'lastName' | 'company' | 'jobTitle' | 'email' | 'phone' | 'mobile' | 'addressLine' | 'city' | 'county' | 'region' | 'postalCode' | 'country' | 'website' | 'notes' | 'fullName' | 'tags' | 'custom' | 'ignore')[] | undefined;
  /** What happens to a row whose e-mail address a contact, or an earlier row, already has. */
  duplicates?: 'skip' | 'update' | undefined;
}

export interface Member {
  id: string;
  userId: string;
  email: string;
  name: string | null;
  role: RoleName;
  createdAt: string;
  you: boolean;
}

export interface MemberList {
  data: Member[];
  nextCursor: string | null;
}

export interface MessageAccepted {
  contactId: string;
  interactionId: string;
  /** Whether nobody with this address was there before. */
  contactAdded: boolean;
}

export interface MessageSent {
  status: 'received';
}

export interface OAuthClient {
  /** The client_id; no secret. */
  id: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  deviceFlow: boolean;
  /** Opaque id of who registered it. */
  createdBy: string;
  createdAt: string;
}

export interface OAuthClientPage {
  data: OAuthClient[];
  nextCursor: string | null;
}

export interface OAuthGrant {
  id: string;
  client: GrantClient;
  user: GrantPerson;
  /** What the program may do, as far as the person may. */
  scopes: string[];
  /** What the program says of itself and where it runs. */
  device: string | null;
  createdAt: string;
  /** Exact to a minute. */
  lastUsedAt: string | null;
  expiresAt: string;
}

export interface OAuthGrantPage {
  data: OAuthGrant[];
  nextCursor: string | null;
}

export interface OpenReceipt {
  seq: number;
  id: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  commitment: string;
  prev: string;
  hash: string;
  /** What the hash covers after one zero byte: RFC 8785 JSON of all fields but the hash. */
  canonical: string;
  /** hidden: the caller may not read such records; erased: removed for good; missing: removed by nobody we know. */
  detailState: 'shown' | 'hidden' | 'erased' | 'missing';
  opening: {
    /** Hex; commitment = SHA-256(salt || detail). */
    salt: string;
    /** RFC 8785 JSON. */
    detail: string;
  } | null;
}

export interface OrganizationBackup {
  id: string;
  /** When the backup was begun. */
  madeAt: string;
  /** The state of the organisation that it holds. */
  copiedAt: string;
  /** Until when nothing had been written since that a receipt tells of. */
  currentAt: string;
  /** The size of the encrypted copy. */
  bytes: number;
  /** Receipts in it. */
  receipts: number;
  schemaLevel: number;
  /** Why this backup holds an older copy of the organisation. */
  problem: string | null;
}

export interface OrganizationBackups {
  data: OrganizationBackup[];
  /** What was written after this instant would be lost with the disk; null before the first backup. */
  recoveryPoint: string | null;
  /** When the next one falls due. */
  nextAt: string;
  place: 'folder' | 's3';
  /** Whether backups hold the files, or the bucket is relied upon. */
  objects: 'here' | 'elsewhere';
  /** Whether there is no good copy of the last 36 hours. */
  stale: boolean;
}

export interface OrganizationDetail {
  id: string;
  slug: string;
  name: string;
  plan: string;
  createdAt: string;
  updatedAt: string;
}

export interface OrganizationDrill {
  id: string;
  at: string;
  outcome: 'passed' | 'failed';
  backup: string;
  copiedAt: string;
  /** Receipts that were verified in the restored copy. */
  receipts: number;
  /** The receipt that says so. */
  receipt: number;
}

export interface OrganizationDrills {
  data: OrganizationDrill[];
}

export interface OverviewCounts {
  contacts: number;
  deals: number;
  /** Neither won nor lost. */
  openDeals: number;
  /** Open, and due by the end of the next seven days. */
  dueActivities: number;
  imports: number;
  receipts: number;
}

export interface OwnConsent {
  id: string;
  policy: string;
  choices: Record<string, boolean>;
  method: 'accept_all' | 'reject_all' | 'custom' | 'gpc' | 'withdraw';
  language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
  /** ISO 8601. */
  at: string;
  /** Browser and system by name; nothing else is kept of the program. */
  userAgent: string | null;
  origin: string;
  /** Whether it was linked to what the visitor sent by a form. */
  linked: boolean;
}

export interface OwnConsents {
  organization: string;
  /** Newest first. */
  choices: OwnConsent[];
  /** What was asked, word for word, in the languages in which it was asked. */
  policies: {
    policy: string;
    /** ISO 8601. */
    since: string;
    storefront: {
      id: string;
      slug: string;
      name: string;
    };
    organization: string;
    categories: ('functional' | 'analytics' | 'marketing')[];
    services: {
      /** At most 64 characters. */
      id: string;
      /** At most 80 characters. */
      name: string;
      category: 'functional' | 'analytics' | 'marketing';
      /** At most 40 items. */
      hosts: string[];
      /** At most 40 items. */
      cookies: string[];
      /** At most 500 characters. */
      privacyUrl?: string;
    }[];
    gpc: ('functional' | 'analytics' | 'marketing')[];
    privacyUrl: string;
    imprintUrl: string;
    texts: Record<string, unknown>;
  }[];
}

export interface PersonErasure {
  id: string;
  kind: 'contact' | 'member' | 'visitor';
  /** The opaque id that was erased. */
  subject: string;
  state: 'queued' | 'running' | 'done';
  /** What was erased so far, by place. */
  counts: Record<string, number>;
  requestId: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
}

export interface PersonErasures {
  data: PersonErasure[];
}

export interface PersonFindings {
  id: string;
  name: string | null;
  emails: string[];
  phones: string[];
  contactIds: string[];
  member: boolean;
  /** Whether a legal hold refuses an erasure. */
  held: boolean;
  /** Where something is; the others hold nothing. */
  places: PersonPlace[];
}

export interface PersonPlace {
  name: string;
  title: string;
  /** What an erasure makes of it. */
  fate: string;
  /** Whether an erasure touches it at all. */
  erased: boolean;
  /** Whether an export of the person holds it. */
  exported: boolean;
  count: number;
  /** The first of them. */
  records: PersonRecord[];
}

export interface PersonRecord {
  /** The id of the record; a sequence number for receipts. */
  id: string;
  label: string;
  at: string | null;
}

export interface ProveConsent {
  /** What stands in the address of the storefront. At most 64 characters. */
  storefront: string;
  /** As the banner was given it. At most 64 characters. */
  consentId: string;
  /** The id of one of the choices; the last one when it is left out. At most 64 characters. */
  id?: string | undefined;
}

export interface PublishConsentSettings {
  /** Of the draft that was looked at. */
  version?: number | undefined;
}

export interface PublishStorefront {
  /** Refuse to publish anything but this version. */
  version?: number | undefined;
}

export interface Receipt {
  seq: number;
  id: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  commitment: string;
  prev: string;
  hash: string;
}

export interface ReceiptPage {
  data: Receipt[];
  nextCursor: string | null;
}

export interface RecordConsent {
  /** What stands in the address of the storefront. At most 64 characters. */
  storefront: string;
  /** What was asked. */
  policy: string;
  /** Of an earlier choice of this browser. At most 64 characters. */
  consentId?: string | undefined;
  /** A yes or no to each category that was asked for. */
  choices: Record<string, boolean>;
  method: 'accept_all' | 'reject_all' | 'custom' | 'gpc' | 'withdraw';
  /** In which it was asked. */
  language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
  /** Random, of a source fit for keys. A choice that is sent again with it is answered, and not recorded again. */
  onceKey: string;
}

export interface RefuseSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Why, as the person is told; where to complain is added to it. At most 20000 characters. */
  reason: string;
}

export interface ReportKeyLeak {
  /** The key as it was found. At most 200 characters. */
  token: string;
  /** Where it was found, for example an address. At most 500 characters. */
  source?: string | undefined;
}

export interface ReportOutcome {
  /** Place in `items`, from 0. */
  index: number;
  status: 'created' | 'duplicate' | 'refused';
  /** Absent when it was refused. */
  interaction?: Interaction;
  /** Why it was refused. */
  problem?: {
    title: string;
    status: number;
    detail: string;
    code: string;
    errors: {
      path: string;
      message: string;
    }[];
    /** The stored one that says something else. */
    interactionId?: string;
  };
}

export interface ReportedInteraction {
  id: string;
  contactId: string;
  /** Null also for a caller who may not read contacts. */
  contactName: string | null;
  channel: 'email' | 'call' | 'sms' | 'chat' | 'meeting' | 'web' | 'social' | 'other';
  direction: 'inbound' | 'outbound';
  /** ISO 8601. */
  occurredAt: string;
  subject: string | null;
  body: string | null;
  metadata: Record<string, string | number | boolean>;
  externalId: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** Whether it was stored before, under the same externalId. */
  duplicate: boolean;
}

export interface RequestScan {
  /** The id of the storefront whose settings the site is held to. At most 64 characters. */
  storefront: string;
  /**
   * A page of one of the organisation’s verified domains; the storefront itself when it is left out. At most 500
   * characters.
   */
  url?: string | undefined;
}

export interface RequestSubjects {
  /** What the contact is called that the request was said to be about. */
  linkedName: string | null;
  /** Contacts with the address that the request came from; none once one was named. */
  matches: {
    id: string;
    name: string;
  }[];
  /** How far the archive of the answer is; lost: send the answer again to have it made anew. */
  archive: 'none' | 'making' | 'ready' | 'lost';
}

export interface RetentionHistory {
  data: {
    /** Of the cuts, in UTC. */
    day: string;
    rule: string;
    title: string;
    count: number;
    /** What was older went. */
    before: string;
    /** Receipts that tell of it. */
    cuts: number;
    /** The last of them in the ledger. */
    lastSeq: number;
  }[];
}

export interface RetentionPreview {
  data: {
    rule: string;
    title: string;
    days: number;
    /** What is older goes. */
    before: string;
    /** How many would go now. */
    count: number;
  }[];
  total: number;
}

export interface RetentionRuleAnswer {
  /** The name of the rule, for example interactions. */
  rule: string;
  title: string;
  /** What goes, and from when its days are counted. */
  what: string;
  /** The law, or the reason, that the days come from. */
  why: string;
  /** How many days it keeps here. */
  days: number;
  defaultDays: number;
  /** The fewest days that the organisation may set; null when it may not. */
  daysMin: number | null;
  daysMax: number | null;
  /** Which legal holds keep it: contact names those of that contact and of the organisation. */
  heldBy: 'contact' | 'any' | 'organisation' | 'none';
  /** When the organisation set its own days; null while the default holds. */
  updatedAt: string | null;
  /** Opaque id of who set them. */
  updatedBy: string | null;
}

export interface RetentionRules {
  data: RetentionRuleAnswer[];
  /** When retention runs next by itself. */
  nextRunAt: string;
  /** Whether a legal hold stands on the whole organisation. */
  held: boolean;
}

export type RoleName = 'owner' | 'admin' | 'member' | 'viewer';

export interface Scan {
  id: string;
  storefront: string;
  url: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  /** What is being looked at now. */
  phase: 'before' | 'rejected' | 'accepted' | 'withdrawn' | null;
  /** How many findings there are of each severity. */
  counts: {
    violation: number;
    warning: number;
    note: number;
  } | null;
  /** Why it failed. */
  error: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
  /** Of the report as it is downloaded, hex; also in the receipt of the scan. */
  sha256: string | null;
  /** The id of the last scan of the same page before this one. */
  previous: string | null;
  report: {
    version: 1;
    scan: string;
    storefront: {
      id: string;
      slug: string;
    };
    url: string;
    /** ISO 8601. */
    requestedAt: string;
    /** ISO 8601. */
    finishedAt: string;
    /** The version of the browser. */
    browser: string;
    /** SHA-256 of what visitors were asked about then. */
    policy: string | null;
    categories: ('functional' | 'analytics' | 'marketing')[];
    /** The table of services as it was then. */
    services: {
      /** At most 64 characters. */
      id: string;
      /** At most 80 characters. */
      name: string;
      category: 'functional' | 'analytics' | 'marketing';
      /** At most 40 items. */
      hosts: string[];
      /** At most 40 items. */
      cookies: string[];
      /** At most 500 characters. */
      privacyUrl?: string;
    }[];
    counts: {
      violation: number;
      warning: number;
      note: number;
    };
    /** The gravest first. */
    findings: {
      code: 'loads_without_consent' | 'sets_without_consent' | 'left_after_withdrawal' | 'no_banner' | 'no_reject' | 'no_withdrawal' | 'choice_not_kept' | 'choice_wrong' | 'choice_before_answer' | 'choice_cookie' | 'weaker_reject' | 'unlisted_host' | 'unlisted_entry' | 'unknown_entry' | 'page_error' | 'cut_short' | 'service_unseen' | 'other_banner' | 'not_accepted' | 'private_address' | 'opens_windows' | 'others_keep';
      severity: 'violation' | 'warning' | 'note';
      /** What it is about: a service, a host, or empty for the page as a whole. At most 260 characters. */
      subject: string;
      phases: ('before' | 'rejected' | 'accepted' | 'withdrawn')[];
      title: string;
      /** What to do about it. */
      advice: string;
      /** Hosts, cookies and entries that show it; the first twenty. */
      items: string[];
    }[];
    suggestions: {
      /** The id of a preset; null where none knows the host. */
      preset: string | null;
      name: string;
      category: 'functional' | 'analytics' | 'marketing' | null;
      hosts: string[];
      cookies: string[];
    }[];
    phases: {
      phase: 'before' | 'rejected' | 'accepted' | 'withdrawn';
      end: 'whole' | 'time' | 'bytes' | 'requests' | 'memory' | 'crash' | 'unreachable';
      /** HTTP status of the page. */
      status: number | null;
      /** Where the page was in the end, without query. At most 500 characters. */
      url: string;
      /** Whether the way to reject, accept or withdraw was found and taken. */
      acted: boolean;
      banner: {
        kind: 'holdfast' | 'other';
        accept: {
          /** At most 100 characters. */
          text: string;
          width: number;
          height: number;
          filled: boolean;
        } | null;
        /** Of the first layer; null when there is none. */
        reject: {
          /** At most 100 characters. */
          text: string;
          width: number;
          height: number;
          filled: boolean;
        } | null;
        /** Whether no is as easy to see as yes. */
        equal: boolean;
      } | null;
      choice: {
        readable: boolean;
        /** At most 64 characters. */
        policy: string;
        granted: ('functional' | 'analytics' | 'marketing')[];
        method: 'accept_all' | 'reject_all' | 'custom' | 'gpc' | 'withdraw' | null;
      } | null;
      /** At most 120 items. */
      cookies: {
        /** At most 256 characters. */
        name: string;
        /** At most 256 characters. */
        domain: string;
        thirdParty: boolean;
        /** Null: until the browser is closed. */
        lifetimeSeconds: number | null;
        httpOnly: boolean;
        secure: boolean;
        /** At most 10 characters. */
        sameSite: string;
      }[];
      /** At most 120 items. */
      entries: {
        area: 'localStorage' | 'sessionStorage' | 'indexedDB';
        /** At most 256 characters. */
        host: string;
        thirdParty: boolean;
        /** At most 256 characters. */
        name: string;
      }[];
      /** At most 120 items. */
      hosts: {
        /** At most 256 characters. */
        host: string;
        thirdParty: boolean;
        requests: number;
        /** What was asked for: script, image, document and others. At most 20 items. */
        kinds: string[];
        /** The first address, without its query. At most 300 characters. */
        example: string;
      }[];
      /** Hosts that were asked for and are not of the public internet. At most 100 items. */
      refused: string[];
      /** What the lists had no room for. */
      leftOut: number;
      popups: number;
      dialogs: number;
      downloads: number;
      requests: number;
      bytes: number;
      milliseconds: number;
    }[];
  } | null;
}

export interface ScanEntry {
  id: string;
  storefront: string;
  url: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  /** What is being looked at now. */
  phase: 'before' | 'rejected' | 'accepted' | 'withdrawn' | null;
  /** How many findings there are of each severity. */
  counts: {
    violation: number;
    warning: number;
    note: number;
  } | null;
  /** Why it failed. */
  error: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  finishedAt: string | null;
}

export interface ScanPage {
  data: ScanEntry[];
  nextCursor: string | null;
}

export interface SendMessage {
  /** At most 100 characters. */
  name: string;
  /** At most 1000 characters. */
  email: string;
  /** At most 5000 characters. */
  message: string;
  /** Only where the form asks for it. At most 50 characters. */
  phone?: string | null | undefined;
  /** Only where the form asks for it. At most 200 characters. */
  company?: string | null | undefined;
  /** Links the visitor’s choices about cookies to this message; only where they said so. At most 100 characters. */
  consentId?: string | undefined;
  /** People leave it empty: they do not see it. At most 2000 characters. */
  website?: string | undefined;
  /** The token of the form as it was shown. At most 200 characters. */
  form?: string | undefined;
  /** At most 4000 characters. */
  turnstileToken?: string | undefined;
}

export interface Share {
  id: string;
  label: string;
  filter: ShareFilter;
  reveal: 'redacted' | 'ids';
  /** It shows nothing of what was written after receipt no. …. */
  size: number;
  /** How many receipts it shows. */
  receipts: number;
  /** SHA-256 of the file that it gives, hex; it stands in the receipt of the link. */
  digest: string;
  state: 'active' | 'expired' | 'revoked' | 'used_up';
  /** Opaque id of who made it. */
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  usesMax: number | null;
  uses: number;
  lastUsedAt: string | null;
}

export interface ShareFilter {
  seq?: number;
  actor?: string;
  action?: string;
  subject?: string;
  from?: string;
  to?: string;
}

export interface SharePage {
  data: Share[];
  nextCursor: string | null;
}

export interface SharedReceipt {
  seq: number;
  at: string;
  action: string;
  /** A pseudonym, the same within this link; the opaque id where ids are revealed. */
  actor: string;
  /** As the actor. */
  subject: string;
  /** The hash of the whole receipt, which is its leaf hash. */
  hash: string;
  /** From the hash to the root of the checkpoint. */
  inclusion: string[];
  /** Where ids are revealed, the receipt itself: what the hash covers after one zero byte. */
  canonical: string | null;
  /** Of receipts that tell of a new key of the ledger alone. */
  opening: {
    salt: string;
    detail: string;
  } | null;
}

export interface SharedReceipts {
  /** What the organisation calls itself. */
  organization: string;
  reveal: 'redacted' | 'ids';
  expiresAt: string;
  org: string;
  /** The name of the ledger. */
  origin: string;
  /** The size of the checkpoint. */
  size: number;
  root: string;
  /** When the checkpoint was signed. */
  at: string;
  /** The signed note. */
  checkpoint: string;
  /** The keys that signed the ledger up to there. */
  keys: LedgerKey[];
  /** Where ids are revealed: what the receipts have in common. */
  filter: Record<string, string> | null;
  receipts: SharedReceipt[];
}

export interface Storefront {
  id: string;
  slug: string;
  /** Where visitors find it once it is published. */
  url: string;
  state: 'draft' | 'published' | 'unpublished';
  draft: {
    /** At most 80 characters. */
    name: string;
    /** At most 160 characters. */
    tagline: string;
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    theme: {
      brand: string;
      scheme: 'auto' | 'light' | 'dark';
      /** How much of a large screen the page takes. */
      layout: 'wide' | 'narrow';
    };
    hero: {
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      alt: string;
    };
    /** At most 20000 characters. */
    textMarkup: string;
    /** At most 100 characters. */
    cardsTitle: string;
    /** At most 24 items. */
    cards: {
      id: string;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      text: string;
      /** As it should be read, such as “from €49 a month”. */
      price: string | null;
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      imageAlt: string;
      link: {
        /** At most 60 characters. */
        label: string;
        /** At most 500 characters. */
        url: string;
      } | null;
    }[];
    /** At most 12 items. */
    embeds: {
      id: string;
      kind: 'script' | 'frame';
      /** Read to those who do not see a frame. At most 100 characters. */
      title: string;
      /** The id of a service of the consent settings, which names its host. At most 64 characters. */
      service: string;
      /** At most 500 characters. */
      url: string;
    }[];
    contact: {
      shown: boolean;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      intro: string;
      /** Whether a telephone number is asked for. */
      phone: boolean;
      /** Whether a company is asked for. */
      company: boolean;
      /** Who is told of a message; null: the owners and admins. */
      notify: string | null;
    };
    details: {
      /** At most 400 characters. */
      address: string;
      email: string | null;
      phone: string | null;
      /** At most 400 characters. */
      hours: string;
    };
    /** Empty: a text made of what the storefront does with data. At most 40000 characters. */
    privacyMarkup: string;
    imprint: {
      name: string | null;
      representative: string | null;
      /** At most 400 characters. */
      address: string;
      email: string | null;
      phone: string | null;
      /** Court and number of registration. */
      register: string | null;
      vatId: string | null;
      /** Who answers for the content. */
      responsible: string | null;
      /** At most 10000 characters. */
      moreMarkup: string;
    };
  };
  /** What visitors see, or saw last. */
  published: {
    /** At most 80 characters. */
    name: string;
    /** At most 160 characters. */
    tagline: string;
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    theme: {
      brand: string;
      scheme: 'auto' | 'light' | 'dark';
      /** How much of a large screen the page takes. */
      layout: 'wide' | 'narrow';
    };
    hero: {
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      alt: string;
    };
    /** At most 20000 characters. */
    textMarkup: string;
    /** At most 100 characters. */
    cardsTitle: string;
    /** At most 24 items. */
    cards: {
      id: string;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      text: string;
      /** As it should be read, such as “from €49 a month”. */
      price: string | null;
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      imageAlt: string;
      link: {
        /** At most 60 characters. */
        label: string;
        /** At most 500 characters. */
        url: string;
      } | null;
    }[];
    /** At most 12 items. */
    embeds: {
      id: string;
      kind: 'script' | 'frame';
      /** Read to those who do not see a frame. At most 100 characters. */
      title: string;
      /** The id of a service of the consent settings, which names its host. At most 64 characters. */
      service: string;
      /** At most 500 characters. */
      url: string;
    }[];
    contact: {
      shown: boolean;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      intro: string;
      /** Whether a telephone number is asked for. */
      phone: boolean;
      /** Whether a company is asked for. */
      company: boolean;
      /** Who is told of a message; null: the owners and admins. */
      notify: string | null;
    };
    details: {
      /** At most 400 characters. */
      address: string;
      email: string | null;
      phone: string | null;
      /** At most 400 characters. */
      hours: string;
    };
    /** Empty: a text made of what the storefront does with data. At most 40000 characters. */
    privacyMarkup: string;
    imprint: {
      name: string | null;
      representative: string | null;
      /** At most 400 characters. */
      address: string;
      email: string | null;
      phone: string | null;
      /** Court and number of registration. */
      register: string | null;
      vatId: string | null;
      /** Who answers for the content. */
      responsible: string | null;
      /** At most 10000 characters. */
      moreMarkup: string;
    };
  } | null;
  /** Whether publishing would change what visitors see. */
  hasChanges: boolean;
  /** What keeps the draft from being published. */
  problems: StorefrontProblem[];
  /** Whether publishing now asks visitors for their consent again. */
  asksAgain: boolean;
  /** ISO 8601. */
  publishedAt: string | null;
  createdBy: string;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

export interface StorefrontDomain {
  id: string;
  storefrontId: string;
  /** As DNS has it: in ASCII. */
  host: string;
  /** `failing`: it is served until `servedUntil`, though its record is not found any more. */
  state: 'pending' | 'verified' | 'failing' | 'failed';
  /** Where the TXT record belongs. */
  txtName: string;
  /** What it has to say. */
  txtValue: string;
  /** Where the host itself has to lead, by CNAME, or by A and AAAA records of it. */
  target: string;
  /** What the last look at DNS found. */
  problem: 'no_record' | 'other_record' | 'no_answer' | 'taken' | null;
  /** ISO 8601. */
  checkedAt: string | null;
  /** ISO 8601. */
  verifiedAt: string | null;
  /** ISO 8601. */
  servedUntil: string | null;
  /** ISO 8601. */
  createdAt: string;
}

export interface StorefrontDomains {
  data: StorefrontDomain[];
}

export interface StorefrontEntry {
  id: string;
  slug: string;
  url: string;
  /** As the draft has it. */
  name: string;
  language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
  /** The id of an image. */
  hero: string | null;
  heroAlt: string;
  state: 'draft' | 'published' | 'unpublished';
  hasChanges: boolean;
  /** ISO 8601. */
  publishedAt: string | null;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

export interface StorefrontImage {
  id: string;
  storefrontId: string;
  contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: number;
  /** In pixels, as it is shown. */
  width: number;
  height: number;
  /** Of the bytes that are kept, in hexadecimal digits. */
  sha256: string;
  /** Where it is shown; null: nowhere, so that it can be deleted. */
  used: 'published' | 'draft' | null;
  /** ISO 8601. */
  createdAt: string;
}

export interface StorefrontImages {
  /** The newest first. */
  data: StorefrontImage[];
}

export interface StorefrontPage {
  data: StorefrontEntry[];
  nextCursor: string | null;
  quota: {
    /** How many are published. */
    used: number;
    /** How many the plan lets be published; null: as many as you like. */
    max: number | null;
  };
}

export interface StorefrontProblem {
  /** Such as `embeds.0.url`. */
  path: string;
  message: string;
}

export interface StorefrontsUnpublishBody {
  /** Refuse to publish anything but this version. */
  version?: number | undefined;
}

export interface SubjectRequest {
  id: string;
  kind: 'access' | 'rectification' | 'erasure' | 'restriction' | 'portability' | 'objection';
  state: 'open' | 'fulfilled' | 'refused' | 'withdrawn';
  name: string | null;
  /** Null once the person’s words and address were removed. */
  email: string | null;
  message: string | null;
  receivedAt: string;
  /** When the person showed that the address is theirs. */
  verifiedAt: string | null;
  /** Until when it is to be answered. */
  dueAt: string;
  extendedAt: string | null;
  extensionReason: string | null;
  /** Opaque id of who takes care of it. */
  assignedTo: string | null;
  /** The contact that it is about, once somebody has said so. */
  contactId: string | null;
  exportId: string | null;
  erasureId: string | null;
  answer: string | null;
  refusalReason: string | null;
  answeredBy: string | null;
  closedAt: string | null;
  /** What the person is still to be told by mail. */
  owedMail: 'received' | 'extension' | 'answer' | 'withdrawal' | null;
  mailedAt: string | null;
  /** Until when the link opens the answer; null when none does. */
  answerExpiresAt: string | null;
  answerOpened: number;
  answerDownloads: number;
  /** When the person’s words and address were removed. */
  erasedAt: string | null;
  version: number;
  updatedAt: string;
}

export interface SubjectRequestPage {
  data: SubjectRequest[];
  nextCursor: string | null;
  /** How many wait for the person to confirm their address. */
  unconfirmed: number;
  /** Where people ask: the address for the organisation’s own pages. */
  formUrl: string;
}

export interface SubjectRequestsRevokeAnswerBody {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

export interface SubjectStatistics {
  open: number;
  overdue: number;
  unconfirmed: number;
  /** Confirmed requests of the last twelve months. */
  received: number;
  fulfilled: number;
  refused: number;
  withdrawn: number;
  /** Answered after their term, in the last twelve months. */
  late: number;
  /** Days from receipt to answer, in the last twelve months. */
  medianDays: number | null;
  byKind: {
    access: number;
    rectification: number;
    erasure: number;
    restriction: number;
    portability: number;
    objection: number;
  };
}

export interface UpdateActivity {
  /** Refuse the change if the activity has another version by now. */
  version?: number | undefined;
  kind?: 'call' | 'email' | 'meeting' | 'note' | 'task' | undefined;
  /** At most 300 characters. */
  subject?: string | undefined;
  /** At most 50000 characters. */
  body?: string | null | undefined;
  /** ISO 8601. */
  dueAt?: string | null | undefined;
  /** ISO 8601. */
  doneAt?: string | null | undefined;
  /** At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 64 characters. */
  dealId?: string | null | undefined;
}

export interface UpdateConsentSettings {
  settings: ConsentSettingsInput;
  version?: number | undefined;
}

export interface UpdateContact {
  /** Refuse the change if the contact has another version by now. */
  version?: number | undefined;
  /** At most 100 characters. */
  firstName?: string | null | undefined;
  /** At most 100 characters. */
  lastName?: string | null | undefined;
  /** At most 200 characters. */
  company?: string | null | undefined;
  /** At most 200 characters. */
  jobTitle?: string | null | undefined;
  /** At most 1000 characters. */
  email?: string | null | undefined;
  /** At most 50 characters. */
  phone?: string | null | undefined;
  /** At most 50 characters. */
  mobile?: string | null | undefined;
  /** At most 300 characters. */
  addressLine?: string | null | undefined;
  /** At most 100 characters. */
  city?: string | null | undefined;
  /** At most 100 characters. */
  county?: string | null | undefined;
  /** At most 100 characters. */
  region?: string | null | undefined;
  /** At most 20 characters. */
  postalCode?: string | null | undefined;
  /** At most 100 characters. */
  country?: string | null | undefined;
  /** At most 2000 characters. */
  website?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
  /** Replaces all tags. */
  tags?: string[] | undefined;
  /** Merged into the custom fields; null or an empty text removes one. */
  customFields?: Record<string, string | null> | undefined;
}

export interface UpdateDeal {
  /** Refuse the change if the deal has another version by now. */
  version?: number | undefined;
  /** At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 200 characters. */
  title?: string | undefined;
  stage?: 'lead' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost' | undefined;
  /** In the currency's smallest unit: 1999 with USD is 19.99. */
  amountMinor?: number | null | undefined;
  /** At most 10 characters. */
  currency?: string | null | undefined;
  /** YYYY-MM-DD. */
  expectedCloseOn?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
}

export interface UpdateStorefront {
  /** Refuse the change if the storefront has another version by now. */
  version?: number | undefined;
  /** The whole content. */
  draft: {
    /** At most 80 characters. */
    name: string;
    /** At most 160 characters. */
    tagline: string;
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    theme: {
      brand: string;
      scheme: 'auto' | 'light' | 'dark';
      /** How much of a large screen the page takes. */
      layout: 'wide' | 'narrow';
    };
    hero: {
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      alt: string;
    };
    /** At most 20000 characters. */
    textMarkup: string;
    /** At most 100 characters. */
    cardsTitle: string;
    /** At most 24 items. */
    cards: {
      id: string;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      text: string;
      /** As it should be read, such as “from €49 a month”. At most 60 characters. */
      price: string | null;
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      imageAlt: string;
      link: {
        /** At most 60 characters. */
        label: string;
        /** At most 500 characters. */
        url: string;
      } | null;
    }[];
    /** At most 12 items. */
    embeds: {
      id: string;
      kind: 'script' | 'frame';
      /** Read to those who do not see a frame. At most 100 characters. */
      title: string;
      /** The id of a service of the consent settings, which names its host. At most 64 characters. */
      service: string;
      /** At most 500 characters. */
      url: string;
    }[];
    contact: {
      shown: boolean;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      intro: string;
      /** Whether a telephone number is asked for. */
      phone: boolean;
      /** Whether a company is asked for. */
      company: boolean;
      /** Who is told of a message; null: the owners and admins. At most 1000 characters. */
      notify: string | null;
    };
    details: {
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** At most 400 characters. */
      hours: string;
    };
    /** Empty: a text made of what the storefront does with data. At most 40000 characters. */
    privacyMarkup: string;
    imprint: {
      /** At most 200 characters. */
      name: string | null;
      /** At most 200 characters. */
      representative: string | null;
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** Court and number of registration. At most 200 characters. */
      register: string | null;
      /** At most 40 characters. */
      vatId: string | null;
      /** Who answers for the content. At most 200 characters. */
      responsible: string | null;
      /** At most 10000 characters. */
      moreMarkup: string;
    };
  };
}

export interface WithdrawSubjectRequest {
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

/** What `contacts.list` takes. */
export interface ContactsListInput {
  /** Finds any part of a name, company, e-mail address, phone number or city. At most 200 characters. */
  q?: string | undefined;
  /** At most 50 characters. */
  tag?: string | undefined;
  /** Exactly this company. At most 200 characters. */
  company?: string | undefined;
  /** Exactly this city. At most 100 characters. */
  city?: string | undefined;
  /** Exactly this address. At most 1000 characters. */
  email?: string | undefined;
  /** A leading minus turns the order around. "name" if absent. */
  sort?: 'name' | '-name' | 'company' | '-company' | 'email' | '-email' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `contacts.read` takes. */
export interface ContactsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `contacts.update` takes. */
export interface ContactsUpdateInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse the change if the contact has another version by now. */
  version?: number | undefined;
  /** At most 100 characters. */
  firstName?: string | null | undefined;
  /** At most 100 characters. */
  lastName?: string | null | undefined;
  /** At most 200 characters. */
  company?: string | null | undefined;
  /** At most 200 characters. */
  jobTitle?: string | null | undefined;
  /** At most 1000 characters. */
  email?: string | null | undefined;
  /** At most 50 characters. */
  phone?: string | null | undefined;
  /** At most 50 characters. */
  mobile?: string | null | undefined;
  /** At most 300 characters. */
  addressLine?: string | null | undefined;
  /** At most 100 characters. */
  city?: string | null | undefined;
  /** At most 100 characters. */
  county?: string | null | undefined;
  /** At most 100 characters. */
  region?: string | null | undefined;
  /** At most 20 characters. */
  postalCode?: string | null | undefined;
  /** At most 100 characters. */
  country?: string | null | undefined;
  /** At most 2000 characters. */
  website?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
  /** Replaces all tags. */
  tags?: string[] | undefined;
  /** Merged into the custom fields; null or an empty text removes one. */
  customFields?: Record<string, string | null> | undefined;
}

/** What `contacts.delete` takes. */
export interface ContactsDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `deals.list` takes. */
export interface DealsListInput {
  /** Finds any part of a title. At most 200 characters. */
  q?: string | undefined;
  stage?: 'lead' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost' | undefined;
  /** At most 64 characters. */
  contactId?: string | undefined;
  /** A leading minus turns the order around. "-createdAt" if absent. */
  sort?: 'createdAt' | '-createdAt' | 'expectedCloseOn' | '-expectedCloseOn' | 'title' | '-title' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `deals.read` takes. */
export interface DealsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `deals.update` takes. */
export interface DealsUpdateInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse the change if the deal has another version by now. */
  version?: number | undefined;
  /** At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 200 characters. */
  title?: string | undefined;
  stage?: 'lead' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost' | undefined;
  /** In the currency's smallest unit: 1999 with USD is 19.99. */
  amountMinor?: number | null | undefined;
  /** At most 10 characters. */
  currency?: string | null | undefined;
  /** YYYY-MM-DD. */
  expectedCloseOn?: string | null | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
}

/** What `deals.delete` takes. */
export interface DealsDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `activities.list` takes. */
export interface ActivitiesListInput {
  /** Finds any part of a subject. At most 200 characters. */
  q?: string | undefined;
  kind?: 'call' | 'email' | 'meeting' | 'note' | 'task' | undefined;
  /** At most 64 characters. */
  contactId?: string | undefined;
  /** At most 64 characters. */
  dealId?: string | undefined;
  done?: boolean | undefined;
  /** ISO 8601. */
  dueBefore?: string | undefined;
  /** A leading minus turns the order around. "-createdAt" if absent. */
  sort?: 'createdAt' | '-createdAt' | 'dueAt' | '-dueAt' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `activities.read` takes. */
export interface ActivitiesReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `activities.update` takes. */
export interface ActivitiesUpdateInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse the change if the activity has another version by now. */
  version?: number | undefined;
  kind?: 'call' | 'email' | 'meeting' | 'note' | 'task' | undefined;
  /** At most 300 characters. */
  subject?: string | undefined;
  /** At most 50000 characters. */
  body?: string | null | undefined;
  /** ISO 8601. */
  dueAt?: string | null | undefined;
  /** ISO 8601. */
  doneAt?: string | null | undefined;
  /** At most 64 characters. */
  contactId?: string | null | undefined;
  /** At most 64 characters. */
  dealId?: string | null | undefined;
}

/** What `activities.delete` takes. */
export interface ActivitiesDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `interactions.list` takes. */
export interface InteractionsListInput {
  /** At most 64 characters. */
  contactId?: string | undefined;
  /** Of contacts with exactly this address. At most 1000 characters. */
  email?: string | undefined;
  channel?: 'email' | 'call' | 'sms' | 'chat' | 'meeting' | 'web' | 'social' | 'other' | undefined;
  direction?: 'inbound' | 'outbound' | undefined;
  /** At this moment or later. ISO 8601. */
  from?: string | undefined;
  /** Before this moment. ISO 8601. */
  to?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `interactions.createBatch` takes. */
export interface InteractionsCreateBatchInput {
  /** Store the good ones even if others are refused. */
  partial?: boolean | undefined;
  /** At most 100 items. */
  items: CreateInteraction[];
}

/** What `interactions.read` takes. */
export interface InteractionsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `interactions.delete` takes. */
export interface InteractionsDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `files.list` takes. */
export interface FilesListInput {
  /** At most 64 characters. */
  contactId?: string | undefined;
  /** At most 64 characters. */
  dealId?: string | undefined;
  /** Whose: of contacts, of deals, or of the organisation itself. */
  of?: 'contact' | 'deal' | 'organization' | undefined;
  /** In the name. At most 200 characters. */
  q?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `files.upload` takes. */
export interface FilesUploadInput {
  /** What to call it; by default the name in Content-Disposition. At most 1000 characters. */
  fileName?: string | undefined;
  /** Whose file it is; without a contact or a deal it is the organisation’s. At most 64 characters. */
  contactId?: string | undefined;
  /** The deal that it belongs to; it goes with the contact or the deal, whichever goes first. At most 64 characters. */
  dealId?: string | undefined;
}

/** What `files.read` takes. */
export interface FilesReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `files.delete` takes. */
export interface FilesDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `files.download` takes. */
export interface FilesDownloadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.list` takes. */
export interface ImportsListInput {
  /** "-createdAt" if absent. */
  sort?: 'createdAt' | '-createdAt' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `imports.create` takes. */
export interface ImportsCreateInput {
  /** What to call the import; by default the name in Content-Disposition. At most 200 characters. */
  fileName?: string | undefined;
}

/** What `imports.read` takes. */
export interface ImportsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.map` takes. */
export interface ImportsMapInput {
  /** At most 64 characters. */
  id: string;
  /** Where each column goes, in the order of the file. At most 500 items. */
  targets?: ('firstName' | 'lastName' | 'company' | 'jobTitle' | 'email' | 'phone' | 'mobile' | 'addressLine' | 'city' | 'county' | 'region' | 'postalCode' | 'country' | 'website' | 'notes' | 'fullName' | 'tags' | 'custom' | 'ignore')[] | undefined;
  /** What happens to a row whose e-mail address a contact, or an earlier row, already has. */
  duplicates?: 'skip' | 'update' | undefined;
}

/** What `imports.delete` takes. */
export interface ImportsDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.preview` takes. */
export interface ImportsPreviewInput {
  /** At most 64 characters. */
  id: string;
  /** 20 if absent. */
  rows?: number | undefined;
}

/** What `imports.dryRun` takes. */
export interface ImportsDryRunInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.commit` takes. */
export interface ImportsCommitInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.cancel` takes. */
export interface ImportsCancelInput {
  /** At most 64 characters. */
  id: string;
}

/** What `imports.rejects` takes. */
export interface ImportsRejectsInput {
  /** At most 64 characters. */
  id: string;
}

/** What `exports.list` takes. */
export interface ExportsListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `exports.read` takes. */
export interface ExportsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `archives.read` takes. */
export interface ArchivesReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `ledgerHistories.download` takes. */
export interface LedgerHistoriesDownloadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `receipts.list` takes. */
export interface ReceiptsListInput {
  /** Opaque id of who did it. At most 64 characters. */
  actor?: string | undefined;
  /** What was done, for example contact.created. At most 64 characters. */
  action?: string | undefined;
  /** Opaque id of what it was done to. At most 200 characters. */
  subject?: string | undefined;
  /** Receipts of this instant or later. ISO 8601. */
  from?: string | undefined;
  /** Receipts of before this instant. ISO 8601. */
  to?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `receipts.read` takes. */
export interface ReceiptsReadInput {
  /** The sequence number of the receipt. */
  seq: number;
}

/** What `ledger.verify` takes. */
export interface LedgerVerifyInput {
  /** A place in the ledger that you noted earlier. */
  expectedSeq?: number | undefined;
  /** The hash of the receipt that stood there. */
  expectedHash?: string | undefined;
}

/** What `ledger.readCheckpoint` takes. */
export interface LedgerReadCheckpointInput {
  /** The size of one that was signed earlier; without it, a new one where there is something new. */
  size?: number | undefined;
}

/** What `ledger.listCheckpoints` takes. */
export interface LedgerListCheckpointsInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `ledger.proveInclusion` takes. */
export interface LedgerProveInclusionInput {
  /** The sequence number of the receipt. */
  seq: number;
  /** The size of the tree; that of the last checkpoint if not said. */
  size?: number | undefined;
}

/** What `ledger.proveConsistency` takes. */
export interface LedgerProveConsistencyInput {
  /** The size of the smaller tree. */
  from: number;
  /** The size of the larger tree; that of the last checkpoint if not said. */
  to?: number | undefined;
}

/** What `ledger.export` takes. */
export interface LedgerExportInput {
  /** Opaque id of who did it. At most 64 characters. */
  actor?: string | undefined;
  /** What was done, for example contact.created. At most 64 characters. */
  action?: string | undefined;
  /** Opaque id of what it was done to. At most 200 characters. */
  subject?: string | undefined;
  /** Receipts of this instant or later. ISO 8601. */
  from?: string | undefined;
  /** Receipts of before this instant. ISO 8601. */
  to?: string | undefined;
}

/** What `ledger.listAudits` takes. */
export interface LedgerListAuditsInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `shares.list` takes. */
export interface SharesListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `shares.open` takes. */
export interface SharesOpenInput {
  /** What stands after /share/ in the link. At most 200 characters. */
  token: string;
}

/** What `storefronts.list` takes. */
export interface StorefrontsListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `storefronts.read` takes. */
export interface StorefrontsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `storefronts.update` takes. */
export interface StorefrontsUpdateInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse the change if the storefront has another version by now. */
  version?: number | undefined;
  /** The whole content. */
  draft: {
    /** At most 80 characters. */
    name: string;
    /** At most 160 characters. */
    tagline: string;
    language: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv';
    theme: {
      brand: string;
      scheme: 'auto' | 'light' | 'dark';
      /** How much of a large screen the page takes. */
      layout: 'wide' | 'narrow';
    };
    hero: {
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      alt: string;
    };
    /** At most 20000 characters. */
    textMarkup: string;
    /** At most 100 characters. */
    cardsTitle: string;
    /** At most 24 items. */
    cards: {
      id: string;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      text: string;
      /** As it should be read, such as “from €49 a month”. At most 60 characters. */
      price: string | null;
      image: string | null;
      /** What the image shows, for those who do not see it; empty when it only adorns. At most 200 characters. */
      imageAlt: string;
      link: {
        /** At most 60 characters. */
        label: string;
        /** At most 500 characters. */
        url: string;
      } | null;
    }[];
    /** At most 12 items. */
    embeds: {
      id: string;
      kind: 'script' | 'frame';
      /** Read to those who do not see a frame. At most 100 characters. */
      title: string;
      /** The id of a service of the consent settings, which names its host. At most 64 characters. */
      service: string;
      /** At most 500 characters. */
      url: string;
    }[];
    contact: {
      shown: boolean;
      /** At most 100 characters. */
      title: string;
      /** At most 600 characters. */
      intro: string;
      /** Whether a telephone number is asked for. */
      phone: boolean;
      /** Whether a company is asked for. */
      company: boolean;
      /** Who is told of a message; null: the owners and admins. At most 1000 characters. */
      notify: string | null;
    };
    details: {
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** At most 400 characters. */
      hours: string;
    };
    /** Empty: a text made of what the storefront does with data. At most 40000 characters. */
    privacyMarkup: string;
    imprint: {
      /** At most 200 characters. */
      name: string | null;
      /** At most 200 characters. */
      representative: string | null;
      /** At most 400 characters. */
      address: string;
      /** At most 1000 characters. */
      email: string | null;
      /** At most 60 characters. */
      phone: string | null;
      /** Court and number of registration. At most 200 characters. */
      register: string | null;
      /** At most 40 characters. */
      vatId: string | null;
      /** Who answers for the content. At most 200 characters. */
      responsible: string | null;
      /** At most 10000 characters. */
      moreMarkup: string;
    };
  };
}

/** What `storefronts.delete` takes. */
export interface StorefrontsDeleteInput {
  /** At most 64 characters. */
  id: string;
}

/** What `storefronts.publish` takes. */
export interface StorefrontsPublishInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse to publish anything but this version. */
  version?: number | undefined;
}

/** What `storefronts.unpublish` takes. */
export interface StorefrontsUnpublishInput {
  /** At most 64 characters. */
  id: string;
  /** Refuse to publish anything but this version. */
  version?: number | undefined;
}

/** What `storefronts.sendMessage` takes. */
export interface StorefrontsSendMessageInput {
  slug: string;
  /** At most 100 characters. */
  name: string;
  /** At most 1000 characters. */
  email: string;
  /** At most 5000 characters. */
  message: string;
  /** Only where the form asks for it. At most 50 characters. */
  phone?: string | null | undefined;
  /** Only where the form asks for it. At most 200 characters. */
  company?: string | null | undefined;
  /** Links the visitor’s choices about cookies to this message; only where they said so. At most 100 characters. */
  consentId?: string | undefined;
  /** People leave it empty: they do not see it. At most 2000 characters. */
  website?: string | undefined;
  /** The token of the form as it was shown. At most 200 characters. */
  form?: string | undefined;
  /** At most 4000 characters. */
  turnstileToken?: string | undefined;
}

/** What `storefrontImages.list` takes. */
export interface StorefrontImagesListInput {
  /** At most 64 characters. */
  id: string;
}

/** What `storefrontImages.upload` takes. */
export interface StorefrontImagesUploadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `storefrontImages.download` takes. */
export interface StorefrontImagesDownloadInput {
  /** At most 64 characters. */
  id: string;
  /** At most 64 characters. */
  imageId: string;
}

/** What `storefrontImages.delete` takes. */
export interface StorefrontImagesDeleteInput {
  /** At most 64 characters. */
  id: string;
  /** At most 64 characters. */
  imageId: string;
}

/** What `storefrontDomains.add` takes. */
export interface StorefrontDomainsAddInput {
  /** At most 64 characters. */
  id: string;
  /** At most 1000 characters. */
  host: string;
}

/** What `storefrontDomains.list` takes. */
export interface StorefrontDomainsListInput {
  /** At most 64 characters. */
  id: string;
}

/** What `storefrontDomains.verify` takes. */
export interface StorefrontDomainsVerifyInput {
  /** At most 64 characters. */
  id: string;
  /** At most 64 characters. */
  domainId: string;
}

/** What `storefrontDomains.remove` takes. */
export interface StorefrontDomainsRemoveInput {
  /** At most 64 characters. */
  id: string;
  /** At most 64 characters. */
  domainId: string;
}

/** What `consentSettings.read` takes. */
export interface ConsentSettingsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `consentSettings.update` takes. */
export interface ConsentSettingsUpdateInput {
  /** At most 64 characters. */
  id: string;
  settings: ConsentSettingsInput;
  version?: number | undefined;
}

/** What `consentSettings.publish` takes. */
export interface ConsentSettingsPublishInput {
  /** At most 64 characters. */
  id: string;
  /** Of the draft that was looked at. */
  version?: number | undefined;
}

/** What `consentScans.list` takes. */
export interface ConsentScansListInput {
  /** The id of a storefront. At most 64 characters. */
  storefront?: string | undefined;
  state?: 'queued' | 'running' | 'done' | 'failed' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `consentScans.read` takes. */
export interface ConsentScansReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `consentScans.download` takes. */
export interface ConsentScansDownloadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `consents.readBanner` takes. */
export interface ConsentsReadBannerInput {
  /** What stands in the address of the storefront. At most 64 characters. */
  slug: string;
  /**
   * Languages in order of preference, parted by commas: the first that is offered is answered. At most 200
   * characters.
   */
  language?: string | undefined;
}

/** What `consents.list` takes. */
export interface ConsentsListInput {
  /** The id of a storefront. At most 64 characters. */
  storefront?: string | undefined;
  method?: 'accept_all' | 'reject_all' | 'custom' | 'gpc' | 'withdraw' | undefined;
  language?: 'bg' | 'cs' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'fi' | 'fr' | 'ga' | 'hr' | 'hu' | 'it' | 'lt' | 'lv' | 'mt' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv' | undefined;
  /** From this time on. ISO 8601. */
  from?: string | undefined;
  /** Before this time. ISO 8601. */
  until?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `consents.read` takes. */
export interface ConsentsReadInput {
  /** At most 64 characters. */
  id: string;
}

/** What `consents.statistics` takes. */
export interface ConsentsStatisticsInput {
  /** The id of a storefront. At most 64 characters. */
  storefront?: string | undefined;
  /** 30 if absent. */
  days?: number | undefined;
}

/** What `consents.export` takes. */
export interface ConsentsExportInput {
  /** The id of a storefront. At most 64 characters. */
  storefront?: string | undefined;
  /** From this time on. ISO 8601. */
  from?: string | undefined;
  /** Before this time. ISO 8601. */
  until?: string | undefined;
}

/** What `consents.readPolicy` takes. */
export interface ConsentsReadPolicyInput {
  hash: string;
}

/** What `messages.list` takes. */
export interface MessagesListInput {
  /** Of this storefront alone. At most 64 characters. */
  storefront?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `messages.accept` takes. */
export interface MessagesAcceptInput {
  /** The id of the message. At most 64 characters. */
  id: string;
}

/** What `messages.dismiss` takes. */
export interface MessagesDismissInput {
  /** The id of the message. At most 64 characters. */
  id: string;
}

/** What `audit.list` takes. */
export interface AuditListInput {
  /** Opaque id of who acted, for example usr_… or key_…. At most 64 characters. */
  actor?: string | undefined;
  /** What was done or tried. */
  action?: 'api.authenticate' | 'auth.request' | 'auth.verify' | 'auth.google' | 'auth.set_up_owner' | 'auth.accept_invite' | 'auth.session' | 'auth.session_ended' | 'auth.sessions_ended' | 'auth.sign_out' | 'auth.passkey' | 'auth.factor' | 'auth.step_up' | 'auth.report' | 'factor.add' | 'factor.remove' | 'factor.reset' | 'recovery.make' | 'account.link' | 'account.unlink' | 'sessions.end_member' | 'sessions.rotate_key' | 'oauth.register' | 'oauth.remove' | 'oauth.authorize' | 'oauth.token' | 'oauth.revoke' | 'oauth.reuse' | 'access.denied' | 'limit.hit' | 'internal.call' | 'organization.create' | 'organization.enter' | 'members.change_role' | 'members.remove' | 'members.leave' | 'invites.create' | 'invites.resend' | 'invites.revoke' | 'apiKey.create' | 'apiKey.update' | 'apiKey.rotate' | 'apiKey.revoke' | 'apiKey.expose' | 'apiKey.leak' | 'authSecret.rotate' | 'pepper.rotate' | 'origin.allow' | 'origin.remove' | 'audit.export' | 'export.request' | 'export.download' | 'archive.receive' | 'person.find' | 'person.export' | 'person.rectify' | 'person.erase' | 'account.export' | 'account.erase' | 'subjectRequest.receive' | 'subjectRequest.verify' | 'subjectRequest.answer' | 'subjectRequest.open' | 'subjectRequest.download' | 'subjectRequest.revoke' | 'hold.place' | 'hold.release' | 'erasure.propose' | 'erasure.approve' | 'erasure.cancel' | 'backup.make' | 'backup.restore' | 'storefront.publish' | 'storefront.unpublish' | 'storefront.delete' | 'storefrontDomain.add' | 'storefrontDomain.verify' | 'storefrontDomain.remove' | 'storefront.message' | 'consent.open' | 'consent.delete' | 'consent.export' | 'share.create' | 'share.revoke' | 'share.open' | undefined;
  /** Whether it was allowed. */
  outcome?: 'ok' | 'refused' | undefined;
  /** Why it was refused, for example key_revoked or forbidden. At most 200 characters. */
  reason?: string | undefined;
  /** The client’s address. At most 200 characters. */
  address?: string | undefined;
  /** Events of this instant or later. ISO 8601. */
  from?: string | undefined;
  /** Events of before this instant. ISO 8601. */
  to?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `audit.export` takes. */
export interface AuditExportInput {
  /** Opaque id of who acted, for example usr_… or key_…. At most 64 characters. */
  actor?: string | undefined;
  /** What was done or tried. */
  action?: 'api.authenticate' | 'auth.request' | 'auth.verify' | 'auth.google' | 'auth.set_up_owner' | 'auth.accept_invite' | 'auth.session' | 'auth.session_ended' | 'auth.sessions_ended' | 'auth.sign_out' | 'auth.passkey' | 'auth.factor' | 'auth.step_up' | 'auth.report' | 'factor.add' | 'factor.remove' | 'factor.reset' | 'recovery.make' | 'account.link' | 'account.unlink' | 'sessions.end_member' | 'sessions.rotate_key' | 'oauth.register' | 'oauth.remove' | 'oauth.authorize' | 'oauth.token' | 'oauth.revoke' | 'oauth.reuse' | 'access.denied' | 'limit.hit' | 'internal.call' | 'organization.create' | 'organization.enter' | 'members.change_role' | 'members.remove' | 'members.leave' | 'invites.create' | 'invites.resend' | 'invites.revoke' | 'apiKey.create' | 'apiKey.update' | 'apiKey.rotate' | 'apiKey.revoke' | 'apiKey.expose' | 'apiKey.leak' | 'authSecret.rotate' | 'pepper.rotate' | 'origin.allow' | 'origin.remove' | 'audit.export' | 'export.request' | 'export.download' | 'archive.receive' | 'person.find' | 'person.export' | 'person.rectify' | 'person.erase' | 'account.export' | 'account.erase' | 'subjectRequest.receive' | 'subjectRequest.verify' | 'subjectRequest.answer' | 'subjectRequest.open' | 'subjectRequest.download' | 'subjectRequest.revoke' | 'hold.place' | 'hold.release' | 'erasure.propose' | 'erasure.approve' | 'erasure.cancel' | 'backup.make' | 'backup.restore' | 'storefront.publish' | 'storefront.unpublish' | 'storefront.delete' | 'storefrontDomain.add' | 'storefrontDomain.verify' | 'storefrontDomain.remove' | 'storefront.message' | 'consent.open' | 'consent.delete' | 'consent.export' | 'share.create' | 'share.revoke' | 'share.open' | undefined;
  /** Whether it was allowed. */
  outcome?: 'ok' | 'refused' | undefined;
  /** Why it was refused, for example key_revoked or forbidden. At most 200 characters. */
  reason?: string | undefined;
  /** The client’s address. At most 200 characters. */
  address?: string | undefined;
  /** Events of this instant or later. ISO 8601. */
  from?: string | undefined;
  /** Events of before this instant. ISO 8601. */
  to?: string | undefined;
  /** csv (RFC 4180), or ndjson: one JSON object on each line. "csv" if absent. */
  format?: 'csv' | 'ndjson' | undefined;
}

/** What `alerts.list` takes. */
export interface AlertsListInput {
  /** How far it has been taken care of. */
  state?: 'open' | 'acknowledged' | 'resolved' | undefined;
  /** The rule that raised it. */
  rule?: 'ledger.mismatch' | 'ledger.auditStale' | 'ledger.deliveryFailed' | 'alerts.deliveryFailed' | 'projection.failed' | 'requests.overdue' | 'auth.refusalSpike' | 'members.passkeyCopied' | 'members.changeReported' | 'programs.tokenReused' | 'forms.botCheckUnavailable' | 'storefronts.domainMissing' | 'backup.stale' | 'backup.drillFailed' | undefined;
  severity?: 'critical' | 'warning' | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `alerts.read` takes. */
export interface AlertsReadInput {
  /** The id of the alert. At most 64 characters. */
  id: string;
}

/** What `alerts.acknowledge` takes. */
export interface AlertsAcknowledgeInput {
  /** The id of the alert. At most 64 characters. */
  id: string;
}

/** What `alerts.resolve` takes. */
export interface AlertsResolveInput {
  /** The id of the alert. At most 64 characters. */
  id: string;
}

/** What `alerts.listDeliveries` takes. */
export interface AlertsListDeliveriesInput {
  /** failed: tried too often, and waiting for somebody to send it again. */
  state?: 'waiting' | 'sent' | 'failed' | undefined;
  /** The id of an alert, or the size of a checkpoint. At most 64 characters. */
  subject?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `alerts.retryDelivery` takes. */
export interface AlertsRetryDeliveryInput {
  /** The id of the message. At most 64 characters. */
  id: string;
}

/** What `members.list` takes. */
export interface MembersListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. At most 1024 characters. */
  cursor?: string | undefined;
}

/** What `invites.list` takes. */
export interface InvitesListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. At most 1024 characters. */
  cursor?: string | undefined;
}

/** What `apiKeys.list` takes. */
export interface ApiKeysListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `apiKeys.read` takes. */
export interface ApiKeysReadInput {
  /** The id of the key. At most 64 characters. */
  id: string;
}

/** What `oauthClients.list` takes. */
export interface OauthClientsListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. At most 1024 characters. */
  cursor?: string | undefined;
}

/** What `oauthGrants.list` takes. */
export interface OauthGrantsListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. At most 1024 characters. */
  cursor?: string | undefined;
}

/** What `origins.list` takes. */
export interface OriginsListInput {
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `persons.find` takes. */
export interface PersonsFindInput {
  /** An e-mail address, a phone number, a name or an id. At most 200 characters. */
  q: string;
}

/** What `persons.read` takes. */
export interface PersonsReadInput {
  /** Whom: the id of a contact or of a member’s account, or an e-mail address. At most 320 characters. */
  id: string;
}

/** What `persons.readErasure` takes. */
export interface PersonsReadErasureInput {
  /** At most 64 characters. */
  id: string;
}

/** What `subjectRequests.download` takes. */
export interface SubjectRequestsDownloadInput {
  /** At most 200 characters. */
  token: string;
}

/** What `subjectRequests.list` takes. */
export interface SubjectRequestsListInput {
  state?: 'open' | 'fulfilled' | 'refused' | 'withdrawn' | undefined;
  kind?: 'access' | 'rectification' | 'erasure' | 'restriction' | 'portability' | 'objection' | undefined;
  /** overdue: past its term; week: to be answered within seven days. */
  due?: 'overdue' | 'week' | undefined;
  /** Opaque id of who takes care of it. At most 64 characters. */
  assignedTo?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `subjectRequests.read` takes. */
export interface SubjectRequestsReadInput {
  /** The id of the request. At most 64 characters. */
  id: string;
}

/** What `subjectRequests.findSubjects` takes. */
export interface SubjectRequestsFindSubjectsInput {
  /** The id of the request. At most 64 characters. */
  id: string;
}

/** What `subjectRequests.assign` takes. */
export interface SubjectRequestsAssignInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Opaque id of a member; null when nobody takes care of it. At most 64 characters. */
  userId: string | null;
}

/** What `subjectRequests.link` takes. */
export interface SubjectRequestsLinkInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** The contact that it is about. At most 64 characters. */
  contactId: string | null;
}

/** What `subjectRequests.extend` takes. */
export interface SubjectRequestsExtendInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Why more time is needed; the person is told. At most 20000 characters. */
  reason: string;
}

/** What `subjectRequests.fulfil` takes. */
export interface SubjectRequestsFulfilInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** What the person is told. At most 20000 characters. */
  answer: string;
  /** Export, erase or hold the contact that the request is linked to; false when that was done otherwise. */
  carryOut?: boolean | 'true' | 'false' | undefined;
}

/** What `subjectRequests.refuse` takes. */
export interface SubjectRequestsRefuseInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
  /** Why, as the person is told; where to complain is added to it. At most 20000 characters. */
  reason: string;
}

/** What `subjectRequests.withdraw` takes. */
export interface SubjectRequestsWithdrawInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

/** What `subjectRequests.resendAnswer` takes. */
export interface SubjectRequestsResendAnswerInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

/** What `subjectRequests.revokeAnswer` takes. */
export interface SubjectRequestsRevokeAnswerInput {
  /** The id of the request. At most 64 characters. */
  id: string;
  /** Refuse the change if the request has another version by now. */
  version?: number | undefined;
}

/** What `retention.preview` takes. */
export interface RetentionPreviewInput {
  /** The name of the rule, for example interactions. */
  rule?: 'interactions' | 'auditEvents' | 'alerts' | 'deliveries' | 'exportArchives' | 'exports' | 'archives' | 'importFiles' | 'importRejects' | 'receiptDetails' | 'ledgerAudits' | 'unverifiedRequests' | 'closedRequests' | 'consents' | 'consentScans' | 'heldMessages' | 'idempotency' | 'orphanObjects' | 'invitations' | 'installationAuditEvents' | 'loginTokens' | 'spentTokens' | 'subjectCodes' | 'factorChallenges' | 'securityNotices' | 'deviceCodes' | 'programGrants' | 'sessions' | 'deadJobs' | 'restoreDrills' | 'localMail' | undefined;
  /** With a rule: what would go if it kept that many days; nothing is changed. */
  days?: number | undefined;
}

/** What `holds.list` takes. */
export interface HoldsListInput {
  state?: 'active' | 'released' | undefined;
  /** Holds that cover this contact: its own, and those on the whole organisation. At most 64 characters. */
  contactId?: string | undefined;
  /** 50 if absent. */
  limit?: number | undefined;
  /** At most 2000 characters. */
  cursor?: string | undefined;
}

/** What `inventory.export` takes. */
export interface InventoryExportInput {
  /** csv: one row for each column and place; markdown: as a document. "csv" if absent. */
  format?: 'csv' | 'markdown' | undefined;
}

/** What `erasureCertificates.read` takes. */
export interface ErasureCertificatesReadInput {
  /** The number of the certificate. */
  number: string;
}

/** What `erasureCertificates.download` takes. */
export interface ErasureCertificatesDownloadInput {
  /** The number of the certificate. */
  number: string;
}

/** The problems that this version of the API tells of; later ones may tell of others. */
export type ErrorCode =
  | 'account_frozen'
  | 'already_member'
  | 'body_too_large'
  | 'bot_check_failed'
  | 'bot_check_unavailable'
  | 'conflict'
  | 'factor_required'
  | 'forbidden'
  | 'fresh_sign_in_required'
  | 'idempotency_mismatch'
  | 'idempotency_outcome_unknown'
  | 'idempotency_running'
  | 'internal'
  | 'invalid_cursor'
  | 'invalid_input'
  | 'last_owner'
  | 'legal_hold'
  | 'limiter_unavailable'
  | 'mail_unavailable'
  | 'malformed_body'
  | 'not_found'
  | 'origin_refused'
  | 'plan_required'
  | 'proof_refused'
  | 'quota_reached'
  | 'rate_limited'
  | 'shutting_down'
  | 'sign_in_failed'
  | 'storage_unavailable'
  | 'tenant_unavailable'
  | 'unauthorized'
  | 'unsupported_media_type'
  | 'version_conflict';
