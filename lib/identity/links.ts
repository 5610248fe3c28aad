/** Addresses that we put into mail. The origin is the configured one, never a header's. */

export function signInLink(origin: string, token: string): string {
  return `${origin}/sign-in/verify?token=${encodeURIComponent(token)}`;
}

export function inviteLink(origin: string, token: string): string {
  return `${origin}/invite?token=${encodeURIComponent(token)}`;
}

/** Where a person says that a change was not theirs. */
export function reportLink(origin: string, token: string): string {
  return `${origin}/not-me?token=${encodeURIComponent(token)}`;
}

/** Where the second factor is given, after the first. */
export const factorPath = '/sign-in/factor';

/** Where a person confirms that an account at a provider is theirs. */
export const confirmLinkPath = '/sign-in/google/confirm';

/** Where people look after how they sign in. */
export const securityPath = '/account/security';

/** Where the console of an organisation begins. */
export function consolePath(slug: string): string {
  return `/${slug}`;
}

/** Where people choose or create an organisation. */
export const organizationsPath = '/organizations';
