import { inherentPermissions, type Permission } from './permissions.ts';
import { type Role, rolePermissions } from './roles.ts';

/** What people prove themselves by beside their mail or provider. */
export type FactorKind = 'passkey' | 'totp' | 'recovery';

/** A second factor that was given, and when: ISO 8601. */
export interface GivenFactor {
  readonly kind: FactorKind;
  readonly at: string;
}

/** Who asks, proven by the door. Role, membership and plan were read from the database for this very request. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly email: string;
      readonly name: string | null;
      readonly sessionId: string;
      /** When the person last proved who they are: ISO 8601. */
      readonly signedInAt: string;
      /** The second factor that was last given in this session; null when none was. */
      readonly factor: GivenFactor | null;
      /** The organisation this session is in, with the role there; null before one is chosen. */
      readonly membership: { readonly orgId: string; readonly role: Role } | null;
    }
  | {
      readonly kind: 'key';
      readonly keyId: string;
      readonly name: string;
      readonly orgId: string;
      readonly scopes: ReadonlySet<Permission>;
    }
  /** A program that a person lets act for them, within what they allowed it and what their role holds now. */
  | {
      readonly kind: 'client';
      readonly grantId: string;
      readonly clientId: string;
      readonly clientName: string;
      readonly orgId: string;
      readonly userId: string;
      readonly role: Role;
      readonly scopes: ReadonlySet<Permission>;
    }
  /** Somebody with access to the data folder: the `holdfast` command. */
  | { readonly kind: 'operator'; readonly orgId: string | null }
  /** Work that somebody started earlier and that goes on in the background, in their name. */
  | { readonly kind: 'job'; readonly orgId: string; readonly actor: string };

export type UserPrincipal = Extract<Principal, { kind: 'user' }>;

/** The organisation the principal acts in, or null. The only source of an organisation for a request. */
export function organizationOf(principal: Principal): string | null {
  switch (principal.kind) {
    case 'anonymous':
      return null;
    case 'user':
      return principal.membership?.orgId ?? null;
    case 'key':
    case 'client':
    case 'operator':
    case 'job':
      return principal.orgId;
  }
}

export function mayDo(principal: Principal, permission: Permission): boolean {
  switch (principal.kind) {
    case 'anonymous':
      return false;
    case 'user':
      return principal.membership !== null && rolePermissions[principal.membership.role].has(permission);
    case 'key':
      return principal.scopes.has(permission) || inherentPermissions.has(permission);
    case 'client':
      return (
        inherentPermissions.has(permission) ||
        (principal.scopes.has(permission) && rolePermissions[principal.role].has(permission))
      );
    case 'operator':
    case 'job':
      return true;
  }
}

/** The opaque id that receipts name. It identifies nobody outside the control database. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'user':
      return principal.userId;
    case 'key':
      return principal.keyId;
    // The receipt that tells of the grant names person and program.
    case 'client':
      return principal.grantId;
    case 'operator':
      return 'operator';
    case 'job':
      return principal.actor;
  }
}
