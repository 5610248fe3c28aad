/** Where a visitor sees what they were asked and chose. The id stands behind `#`: browsers send that to nobody. */
export function consentUrl(origin: string, slug: string, consentId: string): string {
  return `${origin}/consent/${encodeURIComponent(slug)}#${consentId}`;
}
