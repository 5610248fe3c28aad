/**
 * The tag for pages that are not ours. Without `async`: with it, what stands unmarked in the page runs before the banner could
 * hold it (docs/consent-banner.md).
 */
export function embedTag(scriptUrl: string, slug: string): string {
  return `<script src="${scriptUrl}" data-storefront="${slug}"></script>`;
}

/** What a page's content security policy needs for the banner. */
export function embedPolicy(scriptUrl: string): string {
  const { origin } = new URL(scriptUrl);
  return `script-src ${origin}; connect-src ${origin}`;
}
