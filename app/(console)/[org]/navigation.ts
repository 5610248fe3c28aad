import type { z } from 'zod';
import type { Permission } from '#lib/access/permissions.ts';
import type { MyOrganizations } from '#lib/identity/schema.ts';
import { consolePaths } from '../../../components/console/paths.ts';
import { docsPaths } from '../../../components/docs/paths.ts';
import type { CommandGroup } from '../../../components/shell/command-palette.tsx';
import type { NavigationGroup, ShellOrganization } from '../../../components/shell/navigation.ts';

/** How much waits for somebody to look at it. */
interface WaitingThings {
  readonly openAlerts?: number;
  readonly heldMessages?: number;
}

/** The console's places, as far as the reader may see them. Hiding a link protects nothing: each page checks again. */
export function navigationFor(
  org: string,
  scopes: readonly string[],
  { openAlerts = 0, heldMessages = 0 }: WaitingThings = {},
): readonly NavigationGroup[] {
  const may = (permission: Permission) => scopes.includes(permission);
  const groups: readonly (NavigationGroup & { readonly needs?: never })[] = [
    {
      items: [
        { href: consolePaths.overview(org), label: 'Overview', icon: 'overview' },
        ...(may('contacts:read')
          ? [{ href: consolePaths.contacts(org), label: 'Contacts', icon: 'contacts', deep: true } as const]
          : []),
        ...(may('deals:read')
          ? [{ href: consolePaths.deals(org), label: 'Deals', icon: 'deals', deep: true } as const]
          : []),
        ...(may('activities:read')
          ? [{ href: consolePaths.activities(org), label: 'Activities', icon: 'activities', deep: true } as const]
          : []),
        ...(may('interactions:read')
          ? [{ href: consolePaths.interactions(org), label: 'Interactions', icon: 'interactions', deep: true } as const]
          : []),
        ...(may('storefronts:read')
          ? [
              {
                href: consolePaths.storefronts(org),
                label: 'Storefronts',
                icon: 'storefronts',
                deep: true,
                waiting: { count: heldMessages, noun: ['message to look at', 'messages to look at'] },
              } as const,
            ]
          : []),
        ...(may('files:read') ? [{ href: consolePaths.files(org), label: 'Files', icon: 'files' } as const] : []),
        ...(may('contacts:write')
          ? [{ href: consolePaths.imports(org), label: 'Imports', icon: 'imports', deep: true } as const]
          : []),
      ],
    },
    {
      label: 'Privacy',
      items: [
        ...(may('persons:read')
          ? [{ href: consolePaths.people(org), label: 'Find a person', icon: 'people', deep: true } as const]
          : []),
        ...(may('subjectRequests:read')
          ? [{ href: consolePaths.requests(org), label: 'Requests', icon: 'requests', deep: true } as const]
          : []),
        ...(may('storefronts:read')
          ? [{ href: consolePaths.consent(org), label: 'Consent', icon: 'consent', deep: true } as const]
          : []),
        ...(may('exports:read')
          ? [{ href: consolePaths.exports(org), label: 'Exports', icon: 'exports', deep: true } as const]
          : []),
        ...(may('retention:read')
          ? [
              { href: consolePaths.retention(org), label: 'Retention', icon: 'retention' } as const,
              { href: consolePaths.inventory(org), label: 'Inventory', icon: 'inventory' } as const,
            ]
          : []),
        ...(may('backups:read')
          ? [{ href: consolePaths.backups(org), label: 'Backups', icon: 'backups' } as const]
          : []),
      ],
    },
    {
      label: 'Trust',
      items: [
        ...(may('receipts:read')
          ? [{ href: consolePaths.receipts(org), label: 'Receipts', icon: 'receipts', deep: true } as const]
          : []),
        ...(may('receipts:read')
          ? [{ href: consolePaths.ledger(org), label: 'Signed heads', icon: 'ledger' } as const]
          : []),
        ...(may('shares:read')
          ? [{ href: consolePaths.shares(org), label: 'Shared links', icon: 'shares' } as const]
          : []),
        ...(may('alerts:read')
          ? [
              {
                href: consolePaths.alerts(org),
                label: 'Alerts',
                icon: 'alerts',
                deep: true,
                waiting: { count: openAlerts, noun: ['open alert', 'open alerts'] },
              } as const,
            ]
          : []),
        ...(may('audit:read') ? [{ href: consolePaths.audit(org), label: 'Audit log', icon: 'audit' } as const] : []),
      ],
    },
    {
      label: 'Organisation',
      items: [
        ...(may('members:read')
          ? [{ href: consolePaths.members(org), label: 'Members', icon: 'members', deep: true } as const]
          : []),
        ...(may('apiKeys:read')
          ? [{ href: consolePaths.apiKeys(org), label: 'API keys', icon: 'keys', deep: true } as const]
          : []),
        ...(may('origins:read')
          ? [{ href: consolePaths.origins(org), label: 'Allowed origins', icon: 'origins' } as const]
          : []),
        { href: consolePaths.connectedApps(org), label: 'Connected apps', icon: 'apps' },
        { href: docsPaths.guide, label: 'API documentation', icon: 'docs' },
        { href: consolePaths.settings(org), label: 'Settings', icon: 'settings', deep: true },
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** What the palette offers: every place, and what one does most. */
export function commandsFor(
  org: string,
  scopes: readonly string[],
  organizations: readonly ShellOrganization[],
): readonly CommandGroup[] {
  const may = (permission: Permission) => scopes.includes(permission);
  const places = navigationFor(org, scopes).flatMap((group) => group.items);
  const groups: readonly CommandGroup[] = [
    {
      label: 'Do',
      items: [
        ...(may('contacts:write')
          ? [
              { label: 'New contact', href: consolePaths.newContact(org), keywords: ['add', 'create', 'person'] },
              { label: 'Import contacts', href: consolePaths.newImport(org), keywords: ['csv', 'upload'] },
            ]
          : []),
        ...(may('deals:write')
          ? [{ label: 'New deal', href: consolePaths.newDeal(org), keywords: ['add', 'create'] }]
          : []),
      ],
    },
    { label: 'Go to', items: places.map(({ label, href }) => ({ label, href })) },
    {
      label: 'Switch to',
      items: organizations
        .filter((organization) => !organization.current)
        .map(({ slug, name }) => ({ label: name, href: `/switch/${slug}` })),
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

export function shellOrganizations(mine: z.output<typeof MyOrganizations>): readonly ShellOrganization[] {
  return mine.data.map(({ slug, name, role, current }) => ({
    slug,
    name,
    role: role.charAt(0).toUpperCase() + role.slice(1),
    current,
  }));
}
