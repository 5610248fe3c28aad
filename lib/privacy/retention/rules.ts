/** A rule by which what has been kept long enough is removed. */
export interface RetentionRule {
  readonly title: string;
  /** What goes, and from when its days are counted. */
  readonly what: string;
  /** The law, or the reason, that the days come from. */
  readonly why: string;
  readonly days: number;
  /** Between which days an organisation may set its own; null: nobody may. */
  readonly bounds: { readonly min: number; readonly max: number } | null;
  /** Where it stands: the organisation's own database or objects, its part of the control database, or the installation. */
  readonly place: 'organisation' | 'directory' | 'installation';
  /**
   * What a legal hold keeps. `contact`: a hold on the organisation keeps everything, one on a contact keeps what is about
   * that contact. `any`: any hold keeps everything. `organisation`: a hold on the organisation keeps everything. `none`: it is
   * needed to run, is nobody's record, and goes whatever is held.
   */
  readonly heldBy: 'contact' | 'any' | 'organisation' | 'none';
}

const organisation = { place: 'organisation', heldBy: 'organisation' } as const;
const installation = { place: 'installation', heldBy: 'none', bounds: null } as const;

const limitation = 'Article 5(1)(e) GDPR: no longer than needed; three years are the general limitation period.';

/** Every rule of retention. CLAIMS G6. Printed into docs/generated/retention.md. No Node imports: pages read it. */
export const retentionRules = {
  interactions: {
    title: 'Interactions',
    what: 'Interactions with contacts, from when they happened; with them what receipts say of them',
    why: 'Article 5(1)(e) GDPR: what was said two years ago serves no conversation of today. 730 days are never more than 24 months.',
    days: 730,
    bounds: { min: 30, max: 3_650 },
    place: 'organisation',
    heldBy: 'contact',
  },
  auditEvents: {
    title: 'Audit events',
    what: 'What happened at the doors: addresses, devices and who acted, from when it happened',
    why: 'Article 32 GDPR: long enough to look into an attack that was noticed late, and no longer.',
    days: 90,
    bounds: { min: 30, max: 730 },
    place: 'directory',
    heldBy: 'organisation',
  },
  alerts: {
    ...organisation,
    title: 'Alerts',
    what: 'Alerts, from when they were last seen',
    why: 'Article 5(1)(e) GDPR: as long as the audit events that explain them.',
    days: 90,
    bounds: { min: 30, max: 730 },
  },
  deliveries: {
    ...organisation,
    title: 'Messages that were sent',
    what: 'What was sent of alerts and checkpoints, from when it was made; what still waits stays',
    why: 'Article 5(1)(e) GDPR: as long as the alerts that they tell of.',
    days: 90,
    bounds: { min: 30, max: 730 },
  },
  exportArchives: {
    ...organisation,
    title: 'Archives of exports',
    what: 'The files of finished exports, from when they were ready',
    why: 'Article 32 GDPR: a copy of everything is the greatest risk there is; seven days are enough to fetch it.',
    days: 7,
    bounds: null,
    heldBy: 'none',
  },
  exports: {
    ...organisation,
    title: 'Notes of exports',
    what: 'That an export was made, by whom and how large it was, from when it was asked for; the receipt stays',
    why: 'Article 5(2) GDPR: shows that a right was fulfilled while people still ask.',
    days: 90,
    bounds: { min: 30, max: 730 },
  },
  archives: {
    ...organisation,
    title: 'Archives that never came in',
    what: 'Archives that were uploaded, whole or in part, and not taken in, from when they were last touched',
    why: 'Article 5(1)(e) GDPR: what was not taken in has no purpose, and is a copy of everything.',
    days: 7,
    bounds: null,
    heldBy: 'none',
  },
  importFiles: {
    ...organisation,
    title: 'Files of imports that were not run',
    what: 'Uploaded files that nobody imported, from when they were last touched',
    why: 'Article 5(1)(e) GDPR: what was not taken in has no purpose.',
    days: 30,
    bounds: { min: 1, max: 90 },
  },
  importRejects: {
    ...organisation,
    title: 'Rows that imports rejected',
    what: 'Rejected rows with their cells, from when their import ended',
    why: 'Article 5(1)(d) and (e) GDPR: they wait to be put right, and what nobody put right by then is wrong.',
    days: 90,
    bounds: { min: 7, max: 365 },
  },
  receiptDetails: {
    ...organisation,
    title: 'What receipts say of records that are gone',
    what: 'Detail and salt of receipts about contacts, deals, activities, interactions and files that were deleted, from when the receipt was written; the receipts stay and the ledger verifies',
    why: 'Articles 5(1)(c) and 5(2) GDPR: long enough to show what was deleted and by whom, without keeping it for ever.',
    days: 730,
    bounds: { min: 1, max: 3_650 },
    heldBy: 'any',
  },
  ledgerAudits: {
    ...organisation,
    title: 'Runs of the auditor',
    what: 'Runs of the auditor over the ledger, from when they began; never more than the last 200',
    why: 'Article 5(2) GDPR: shows that the ledger is looked after.',
    days: 90,
    bounds: { min: 30, max: 730 },
  },
  unverifiedRequests: {
    ...organisation,
    title: 'Requests that nobody confirmed',
    what: 'Requests of data subjects whose mailed code was never typed, from when they came',
    why: 'Article 5(1)(c) GDPR: without the code nobody knows whose request it is.',
    days: 7,
    bounds: null,
    heldBy: 'none',
  },
  closedRequests: {
    ...organisation,
    title: 'Requests that were answered',
    what: 'Name, address and words of closed requests, from when they were closed; dates and outcome stay',
    why: `Articles 5(2) and 12 GDPR: proof that it was answered. ${limitation}`,
    days: 1_095,
    bounds: null,
    heldBy: 'contact',
  },
  consents: {
    ...organisation,
    title: 'What visitors chose',
    what: 'Choices about cookies, from when the same browser last chose; with them what receipts say of them',
    why: `Article 7(1) GDPR: whoever relies on consent has to be able to show it. ${limitation}`,
    days: 1_095,
    bounds: { min: 365, max: 3_650 },
    heldBy: 'contact',
  },
  consentScans: {
    ...organisation,
    title: 'Scans of sites',
    what: 'Reports of what sites set and load, from when they were asked for; the receipts stay with their digests',
    why: `Articles 5(2) and 7(1) GDPR: shows that what visitors chose was kept to. ${limitation}`,
    days: 1_095,
    bounds: { min: 30, max: 3_650 },
  },
  heldMessages: {
    ...organisation,
    title: 'Messages that wait to be looked at',
    what: 'Messages of contact forms that nobody accepted or dismissed, from when they came',
    why: 'Article 5(1)(e) GDPR: what nobody looked at in a month is answered no more.',
    days: 30,
    bounds: { min: 7, max: 90 },
  },
  idempotency: {
    ...organisation,
    title: 'Answers kept for repetitions',
    what: 'What a request with an Idempotency-Key was answered, from when it came',
    why: 'Article 5(1)(e) GDPR: whoever repeats a request does so within the day.',
    days: 1,
    bounds: null,
    heldBy: 'none',
  },
  orphanObjects: {
    ...organisation,
    title: 'Bytes that belong to nothing',
    what: 'Stored objects that no record names, from when they were stored',
    why: 'Article 5(1)(e) GDPR: an interrupted upload or deletion leaves them; nobody can reach them.',
    days: 1,
    bounds: null,
    heldBy: 'none',
  },
  invitations: {
    title: 'Invitations that ended',
    what: 'Invitations that expired or were answered or revoked, from when they expired',
    why: 'Article 5(1)(e) GDPR: the receipt tells of it; the address of somebody who never came has no purpose.',
    days: 30,
    bounds: { min: 1, max: 365 },
    place: 'directory',
    heldBy: 'organisation',
  },
  installationAuditEvents: {
    ...installation,
    title: 'Audit events of no organisation',
    what: 'What happened before anybody was proven, from when it happened',
    why: 'Article 32 GDPR: long enough to look into an attack that was noticed late, and no longer.',
    days: 90,
  },
  loginTokens: {
    ...installation,
    title: 'Links and codes for signing in',
    what: 'Links that were used or expired, from when they expired',
    why: 'Article 5(1)(e) GDPR: a day, so that wrong codes of the last hours are counted.',
    days: 1,
  },
  spentTokens: {
    ...installation,
    title: 'One-use values',
    what: 'Hashes of one-use values, from when those would have expired',
    why: 'Article 5(1)(e) GDPR: what has expired cannot be used again.',
    days: 0,
  },
  subjectCodes: {
    ...installation,
    title: 'Codes of data subjects',
    what: 'Codes that were mailed to confirm a request or to open its answer, from when they expired',
    why: 'Article 5(1)(e) GDPR: a day, so that wrong codes of the last hours are counted.',
    days: 1,
  },
  factorChallenges: {
    ...installation,
    title: 'Challenges of second factors',
    what: 'What somebody had to sign or to answer, signed in or not, from when it expired',
    why: 'Article 5(1)(e) GDPR: what has expired cannot be answered again.',
    days: 0,
  },
  securityNotices: {
    ...installation,
    title: 'Links that take a change back',
    what: 'What somebody was told of how they sign in, by a link that expired; the audit event stays as long as others',
    why: 'Article 5(1)(e) GDPR: what has expired takes nothing back.',
    days: 0,
  },
  deviceCodes: {
    ...installation,
    title: 'Codes of devices',
    what: 'Codes by which devices ask for access, from when they expired',
    why: 'Article 5(1)(e) GDPR: what has expired connects nothing.',
    days: 0,
  },
  programGrants: {
    ...installation,
    title: 'What programs were allowed',
    what: 'What somebody allowed a program, with its codes and tokens, from its absolute end',
    why: 'Article 32 GDPR: says whose a program was for as long as audit events tell what it did.',
    days: 90,
  },
  sessions: {
    ...installation,
    title: 'Sessions that ended',
    what: 'Sessions with device and network, from when they ended',
    why: 'Article 32 GDPR: lets people see and report where they were signed in.',
    days: 30,
  },
  deadJobs: {
    ...installation,
    title: 'Background work that failed for good',
    what: 'Jobs that were given up, from when they were last tried',
    why: 'Article 5(1)(e) GDPR: whoever runs the installation looks into it within the month.',
    days: 30,
  },
  restoreDrills: {
    ...installation,
    title: 'Restore drills',
    what: 'What restore drills found, from when they began; the receipts stay',
    why: 'Article 32(1)(d) GDPR: shows that restoring was tested regularly.',
    days: 1_095,
  },
  localMail: {
    ...installation,
    title: 'Mail in the local mailbox',
    what: 'Messages that a local installation put into files instead of sending them, from when they were written; never more than the last 200',
    why: 'Article 5(1)(e) GDPR: they stand in for mail that would have left.',
    days: 30,
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionRuleName = keyof typeof retentionRules;

export const retentionRuleNames = Object.keys(retentionRules) as [RetentionRuleName, ...RetentionRuleName[]];

/** The rules that concern an organisation's own data. */
export const organisationRuleNames = retentionRuleNames.filter(
  (name) => ruleOf(name).place !== 'installation',
) as readonly RetentionRuleName[];

/** What counts attempts forgets them by itself: no window of lib/access/limits.ts is longer. CLAIMS G6. */
export const limiterKeptSeconds = 7_200;

export function ruleOf(name: RetentionRuleName): RetentionRule {
  return retentionRules[name];
}

export function isRetentionRule(text: string): text is RetentionRuleName {
  return Object.hasOwn(retentionRules, text);
}

/** `24 months`, `3 years`, `7 days`: the days as people say them. */
export function daysInWords(days: number): string {
  if (days === 0) return 'at once';
  if (days === 730) return '24 months';
  if (days % 365 === 0) return days === 365 ? '1 year' : `${days / 365} years`;
  return days === 1 ? '1 day' : `${days} days`;
}
