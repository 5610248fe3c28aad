import type { ControlModel, TenantModel } from '../classes.ts';
import { directoryEntities } from './directory-entities.ts';
import { evidenceEntities } from './evidence-entities.ts';
import type { PortableEntity } from './portable-entity.ts';
import { recordEntities } from './record-entities.ts';
import { storefrontEntities } from './storefront-entities.ts';

/**
 * Every kind of record that an archive holds, in the order in which it can be taken in: what is pointed to stands before
 * what points to it. A new kind is one more row. The ledger stands apart, in its own format: docs/archive-format.md.
 */
export const portableEntities: readonly PortableEntity[] = [
  ...directoryEntities,
  ...recordEntities,
  ...storefrontEntities,
  ...evidenceEntities,
];

const byName = new Map(portableEntities.map((portable) => [portable.name, portable]));

/** The entity of that name, or undefined. */
export function portableEntity(name: string): PortableEntity | undefined {
  return byName.get(name);
}

/** Columns that stand in the archive's ledger, in the format of docs/ledger-format.md. */
export const inLedgerFile: ReadonlySet<string> = new Set<TenantModel>(['Receipt', 'ReceiptDetail', 'LedgerKey']);

/** Whole models that archives do not hold, although some of their columns are about people or the organisation. */
export const modelsLeftOut: Readonly<Partial<Record<TenantModel | ControlModel, string>>> = {
  IdempotencyRecord: 'Answers kept for a day to repeat them: copies of records that are there',
  TenantIdentity: 'The id of the organisation, which the manifest names',
  User: 'The account belongs to the person, who exports it; what the organisation may see of it stands in members',
  Account: 'Belongs to the account',
  LoginToken: 'Belongs to whoever signs in, and lasts a day',
  Session: 'Belongs to the account, which shows and exports its sessions',
  Passkey: 'Belongs to the account',
  TotpFactor: 'Belongs to the account',
  RecoveryCode: 'Belongs to the account',
  FactorChallenge: 'Belongs to whoever signs in, and lasts minutes',
  SecurityNotice: 'Belongs to the account',
  OAuthGrant: 'Belongs to the account, which shows and ends what clients may do for it',
  OAuthCode: 'Belongs to a client, and lasts a minute',
  OAuthRefreshToken: 'Belongs to a client',
  OAuthDeviceCode: 'Belongs to a client, and lasts minutes',
  ReceiptOutbox: 'Owed to the ledger for milliseconds; settled before an export begins',
  OrganizationErasure: 'Of the installation: it outlives the organisation',
};
