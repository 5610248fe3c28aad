/**
 * What the ledger of the installation itself stands under in the directory. No organisation's address can be like it: the
 * grammar of slugs knows no underscore.
 */
export const installationSlug = '_installation';
