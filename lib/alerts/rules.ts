/** Every rule by which alerts are raised. A later feature adds its rows here; a row that nobody raises fails a test. */
export interface AlertRule {
  readonly severity: AlertSeverity;
  readonly title: string;
  /** What it means, for somebody who reads it at night. */
  readonly means: string;
  readonly whatToDo: string;
  /** Seen again within so long of the last time that people were told, it is counted and nobody is told anew. */
  readonly dedupeSeconds: number;
  /** `always`: owners get mail whatever the settings say. `as_set`: whom the settings name. */
  readonly ownersHear: 'always' | 'as_set';
  /** The subject is a way by which messages go out, which then cannot tell of itself. */
  readonly subjectIsChannel?: true;
}

export const alertSeverities = ['critical', 'warning'] as const;

export type AlertSeverity = (typeof alertSeverities)[number];

const hour = 3_600;
const day = 24 * hour;

export const alertRules = {
  'ledger.mismatch': {
    severity: 'critical',
    title: 'The ledger is not what was written',
    means:
      'Receipts, their tree or their signed heads do not fit what was signed or checked before: something was changed, taken out or rolled back outside of the product.',
    whatToDo:
      'Leave the data as it is and copy it. Compare with checkpoints that you keep elsewhere, and find out who had access to the disk, the backups and the keys.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'always',
  },
  'ledger.auditStale': {
    severity: 'critical',
    title: 'The ledger has not been checked for a day',
    means:
      'The auditor should check the ledger every few hours, and has not come through. What happened since is unchecked.',
    whatToDo:
      'See whether background work runs (the jobs in the metrics, the log). Check at once with `holdfast ledger audit`.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
  },
  'ledger.deliveryFailed': {
    severity: 'warning',
    title: 'Checkpoints do not leave this installation',
    means:
      'Signed heads of the ledger could not be handed on, so a rollback that happens from now on may go unnoticed outside.',
    whatToDo: 'Look at the failed deliveries, repair where they go, and send them again.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
    subjectIsChannel: true,
  },
  'alerts.deliveryFailed': {
    severity: 'warning',
    title: 'Alerts could not be delivered',
    means: 'A message about an alert was tried many times and was not taken.',
    whatToDo: 'Look at the failed deliveries, repair where they go, and send them again.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
    subjectIsChannel: true,
  },
  'projection.failed': {
    severity: 'critical',
    title: 'A link to receipts cannot be shown',
    means:
      'Somebody opened a link, and what it would show does not hold together: a receipt, its proof, the checkpoint or the digest of the link is not what it was. Nothing was shown.',
    whatToDo:
      'Verify the ledger. If it holds, the link itself was changed in the control database: revoke it and make another.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'as_set',
  },
  'requests.overdue': {
    severity: 'critical',
    title: 'A request of a data subject is overdue',
    means:
      'Somebody asked about their data and has not been answered within the term that the law sets (GDPR, article 12, paragraph 3).',
    whatToDo: 'Open the request and answer it now. Say in the answer why it is late.',
    dedupeSeconds: day,
    ownersHear: 'always',
  },
  'auth.refusalSpike': {
    severity: 'warning',
    title: 'Many calls are refused',
    means:
      'Far more calls than usual were turned away for lack of a credential, a permission or a plan. An integration is misconfigured, or somebody is trying doors.',
    whatToDo: 'Filter the audit log by refused outcomes: it says which keys, which addresses and which operations.',
    dedupeSeconds: hour,
    ownersHear: 'as_set',
  },
  'members.passkeyCopied': {
    severity: 'critical',
    title: 'A copy of a passkey may be in use',
    means:
      'A passkey of a member was refused because it counted backwards, as only a copy of it would. Its holder was mailed. Whoever has the copy may have signed in with it before.',
    whatToDo:
      'Talk to the member, not by mail: they remove the passkey and add another one. End their sessions under Members, and look for what they have not done in the audit log and the receipts.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'as_set',
  },
  'members.changeReported': {
    severity: 'critical',
    title: 'A member reported a change of their account as not theirs',
    means:
      'Somebody else may have been in the account of the member. Their sessions and what programs may do for them have ended, and for three days nothing of how they sign in can be changed.',
    whatToDo:
      'Talk to the member, not by mail: somebody may read it. Look for what they have not done in the audit log and the receipts, and revoke the API keys that they have seen.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'as_set',
  },
  'programs.tokenReused': {
    severity: 'warning',
    title: 'A token of a program was used a second time',
    means:
      'What a program keeps to act for a member is good for one use, and was shown twice or by somebody else. What it was allowed has ended, and the member was mailed. Either the program lost an answer, or somebody has a copy.',
    whatToDo:
      'Ask the member on which device the program runs and whether it failed lately. If neither explains it, look in the audit log for what the program did, and have the device looked at before they allow it again.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'as_set',
  },
  'forms.botCheckUnavailable': {
    severity: 'critical',
    title: 'The check for bots does not work',
    means:
      'Tokens of forms cannot be verified. Meanwhile nobody signs in or registers by mail, messages of contact forms wait until somebody looks at them, and requests about data are taken in smaller number.',
    whatToDo:
      'Whoever runs the installation reads the log: either the secret key of Turnstile is not valid any more, or this server does not reach the verifier.',
    dedupeSeconds: 6 * hour,
    ownersHear: 'as_set',
  },
  'storefronts.domainMissing': {
    severity: 'warning',
    title: 'A domain of a storefront is not shown to be yours any more',
    means:
      'The TXT record that shows it in DNS is gone, or says something else. The storefront is served there for seven days from then on, and no longer.',
    whatToDo:
      'Put the record back as the settings of the storefront show it, then verify it there. If the domain is to go, remove it from the storefront.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
  },
  'backup.stale': {
    severity: 'critical',
    title: 'There is no backup of the last 36 hours',
    means:
      'No good copy of the organisation was made lately. What was written since the last one would be lost with the disk.',
    whatToDo:
      'Whoever runs the installation makes one with `holdfast backup` and reads what keeps it from being made: room, the place of the backups, or the database itself.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
  },
  'backup.drillFailed': {
    severity: 'critical',
    title: 'A backup could not be restored',
    means:
      'The monthly drill put the newest backup together where nobody reaches it, and what it holds of the organisation is not what was put there.',
    whatToDo:
      'Whoever runs the installation checks older backups with `holdfast restore --verify`, makes a new one, and finds out what changed the files.',
    dedupeSeconds: day,
    ownersHear: 'as_set',
  },
} as const satisfies Record<string, AlertRule>;

export type AlertRuleName = keyof typeof alertRules;

export const alertRuleNames = Object.keys(alertRules) as [AlertRuleName, ...AlertRuleName[]];

export function isAlertRule(text: string): text is AlertRuleName {
  return Object.hasOwn(alertRules, text);
}

/** So many refusals of one organisation within the window raise `auth.refusalSpike`. */
export const refusalSpike = { refusals: 50, windowSeconds: 300 } as const;
