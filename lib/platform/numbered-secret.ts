/** A secret and its number: whatever was made under it names the number, so that another secret can follow. */
export interface NumberedSecret {
  readonly version: number;
  readonly bytes: Uint8Array;
}

const form = /^(?:([1-9]\d{0,8}):)?([0-9a-f]{64})$/i;

/** Null when the text is none: 64 hex digits, with their number and a colon before them from the second one on. */
export function parseNumberedSecret(text: string): NumberedSecret | null {
  const [, version = '1', hex] = form.exec(text) ?? [];
  return hex === undefined ? null : { version: Number(version), bytes: Buffer.from(hex, 'hex') };
}
