/** One destination of the console's navigation. */
export interface NavigationItem {
  href: string;
  label: string;
  icon: NavigationIcon;
  /** Current also on pages below it; else only on the page itself. */
  deep?: boolean | undefined;
  /** Things that wait there, shown beside the label; with the word for one and for several. */
  waiting?: { readonly count: number; readonly noun: readonly [one: string, many: string] } | undefined;
}

export interface NavigationGroup {
  /** Missing for the first group. */
  label?: string | undefined;
  items: readonly NavigationItem[];
}

/** Icons by name, so that the navigation can be handed over as plain data. */
export type NavigationIcon =
  | 'overview'
  | 'contacts'
  | 'deals'
  | 'activities'
  | 'interactions'
  | 'imports'
  | 'keys'
  | 'origins'
  | 'apps'
  | 'docs'
  | 'audit'
  | 'alerts'
  | 'members'
  | 'receipts'
  | 'ledger'
  | 'shares'
  | 'storefronts'
  | 'consent'
  | 'files'
  | 'exports'
  | 'people'
  | 'requests'
  | 'retention'
  | 'inventory'
  | 'backups'
  | 'settings'
  | 'sessions';

export interface ShellOrganization {
  slug: string;
  name: string;
  /** For example "Owner". */
  role: string;
  current: boolean;
}

export interface ShellPerson {
  name: string | null;
  email: string;
}
