/** What looks like an API key inside a text: lib/api-keys/key-format reads it. */
export const keyShapeWithin = /ck_(?:live|test)_[0-9a-z]{26}/gi;

/** `ck_live_` and the eight characters that are no secret. */
const shownLength = 16;

/**
 * The text without the secret part of anything that looks like an API key: for texts that somebody else wrote and that are
 * kept. CLAIMS K9.
 */
export function hideKeys(text: string): string {
  return text.replace(keyShapeWithin, (key) => `${key.slice(0, shownLength)}…`);
}
