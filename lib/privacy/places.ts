import { operational, organisational, type PrivacyClass, personal, retained } from './classes.ts';
import type { ProcessingActivityName } from './processing.ts';

/** Somewhere that data is kept beside the columns of the databases. */
export interface DataPlace {
  readonly name: string;
  /** Objects of the store, keys of a shared key-value store, files of the data folder, or what leaves the process. */
  readonly kind: 'objects' | 'keys' | 'files' | 'output';
  /** Paths or keys that belong here: of the object store for objects, below the data folder for files. */
  readonly matches: RegExp;
  readonly holds: string;
  readonly activity: ProcessingActivityName;
  readonly privacy: PrivacyClass;
}

const org = 'org_[0-9A-Z]{26}';

/** Every place of personal and other data outside of the databases' columns. A place that is not here fails a test. CLAIMS G8. */
export const dataPlaces: readonly DataPlace[] = [
  {
    name: 'org/<id>/files/',
    kind: 'objects',
    matches: new RegExp(`^org/${org}/files/`),
    holds: 'The bytes of files, sealed under the organisation’s key',
    activity: 'relations',
    privacy: personal('contact', 'What the organisation keeps in files about the contact', 'record'),
  },
  {
    name: 'org/<id>/storefronts/',
    kind: 'objects',
    matches: new RegExp(`^org/${org}/storefronts/`),
    holds: 'Pictures of public pages, sealed under the organisation’s key',
    activity: 'consent',
    privacy: organisational('What the organisation shows on its public pages'),
  },
  {
    name: 'org/<id>/exports/',
    kind: 'objects',
    matches: new RegExp(`^org/${org}/exports/`),
    holds: 'Archives of exports, sealed under the organisation’s key',
    activity: 'rights',
    privacy: personal('contact', 'Handing over a copy of everything, or of one person’s data', 'export'),
  },
  {
    name: 'org/<id>/archives/',
    kind: 'objects',
    matches: new RegExp(`^org/${org}/archives/`),
    holds: 'Archives on their way in, sealed under the organisation’s key',
    activity: 'rights',
    privacy: personal('contact', 'Taking in what the organisation brings from elsewhere', 'archive'),
  },
  {
    name: 'org/<id>/history/',
    kind: 'objects',
    matches: new RegExp(`^org/${org}/history/`),
    holds: 'Ledgers that archives brought, sealed under the organisation’s key',
    activity: 'evidence',
    privacy: retained('The ledger that an archive brought; it names people by opaque ids alone', 'ledger'),
  },
  {
    name: 'backups/',
    kind: 'objects',
    matches: /^backups\//,
    holds: 'Backups in a bucket: encrypted databases and sealed objects',
    activity: 'operation',
    privacy: personal(
      'contact',
      'Restoring after a loss; an erased organisation’s copies have no key any more',
      'backup',
    ),
  },
  {
    name: 'holdfast:limit:<limit>:<who>',
    kind: 'keys',
    matches: /^holdfast:limit:/,
    holds: 'Times of attempts, by organisation, key, person or address; in memory where no Redis is configured',
    activity: 'security',
    privacy: personal('visitor', 'Keeping one caller from using up what belongs to all', 'window'),
  },
  {
    name: 'control.db',
    kind: 'files',
    matches: /^control\.db(?:-wal|-shm)?$/,
    holds: 'The control database, encrypted; its columns are listed above',
    activity: 'operation',
    privacy: operational('Holds the columns of the control database', 'installation'),
  },
  {
    name: 'tenants/',
    kind: 'files',
    matches: /^tenants\//,
    holds: 'One database for each organisation, encrypted under its own key; their columns are listed above',
    activity: 'operation',
    privacy: operational('Holds the columns of the organisations’ databases'),
  },
  {
    name: 'objects/',
    kind: 'files',
    matches: /^objects\//,
    holds: 'The object store, where no bucket is configured',
    activity: 'operation',
    privacy: operational('Holds the objects listed above'),
  },
  {
    name: 'backups/ in the data folder',
    kind: 'files',
    matches: /^backups\//,
    holds: 'Backups, where no bucket and no other folder is configured',
    activity: 'operation',
    privacy: personal(
      'contact',
      'Restoring after a loss; an erased organisation’s copies have no key any more',
      'backup',
    ),
  },
  {
    name: 'staging/',
    kind: 'files',
    matches: /^staging\//,
    holds: 'Copies while a backup is made, or a restore or a drill goes on; emptied at each start',
    activity: 'operation',
    privacy: operational('Copies that are being checked', 'job'),
  },
  {
    name: 'erasures/',
    kind: 'files',
    matches: /^erasures\//,
    holds: 'What was erased, by opaque id, and certificates of it; no restore rolls it back',
    activity: 'rights',
    privacy: retained('Erases a restored copy again, and proves erasures; opaque ids alone', 'installation'),
  },
  {
    name: 'mailbox/',
    kind: 'files',
    matches: /^mailbox\//,
    holds: 'Mail that a local installation did not send: links, codes, names and addresses',
    activity: 'accounts',
    privacy: personal('member', 'Stands in for a mail server on one machine', 'mail'),
  },
  {
    name: 'secrets.json',
    kind: 'files',
    matches: /^secrets\.json$/,
    holds: 'Master key, pepper and other secrets of a local installation; in production they come from the environment',
    activity: 'security',
    privacy: operational('Opens the databases of a local installation', 'installation'),
  },
  {
    name: 'lease.db, lease.json, operator.json',
    kind: 'files',
    matches: /^(?:lease\.db(?:-journal|-wal|-shm)?|lease\.json|operator\.json)$/,
    holds: 'Which process has the data folder, and how the command line reaches it',
    activity: 'operation',
    privacy: operational('Keeps two processes from using one data folder', 'installation'),
  },
  {
    name: 'log',
    kind: 'output',
    matches: /^stdout$/,
    holds: 'What the process did and which errors it met: opaque ids, no personal data, no secrets',
    activity: 'operation',
    privacy: operational('Finding out why something failed', 'log'),
  },
];

/** The place that a path below the data folder, or a key, belongs to. */
export function placeOf(kind: DataPlace['kind'], name: string): DataPlace | undefined {
  return dataPlaces.find((place) => place.kind === kind && place.matches.test(name));
}
