/** `idempotencyRecords` as `Idempotency records`: what a count of an erasure is of. */
export function placeWords(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
