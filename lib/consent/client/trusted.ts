interface Policy {
  createScript(text: string): string;
  createScriptURL(url: string): string;
  createHTML(markup: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | null = null;

/**
 * Pages that demand trusted types get them: the text comes from the page itself. Where the page admits no policy of this
 * name, what is held stays held.
 */
function trust(): Policy {
  const same = (text: string) => text;
  const plain = { createScript: same, createScriptURL: same, createHTML: same };
  if (policy) return policy;
  const { trustedTypes } = window as { readonly trustedTypes?: Factory };
  try {
    policy = trustedTypes?.createPolicy('holdfast-consent', plain) ?? plain;
  } catch {
    policy = plain;
  }
  return policy;
}

export const trustedScript = (text: string): string => trust().createScript(text);
export const trustedScriptUrl = (url: string): string => trust().createScriptURL(url);
export const trustedHtml = (markup: string): string => trust().createHTML(markup);
