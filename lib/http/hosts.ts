/** What to do with a request by the host it names. */
export type HostVerdict = { readonly kind: 'serve' } | { readonly kind: 'redirect' } | { readonly kind: 'refuse' };

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * In local mode only this machine's own names are served: a page on the web whose name is made to point here (DNS
 * rebinding) must not read a mailbox that needs no password. Pages asked for under another of those names are sent to
 * the origin, where the cookies are. In production the proxy in front decides on names, and no link is made of them.
 */
export function judgeHost(host: string | undefined, origin: string, local: boolean): HostVerdict {
  if (!local) return { kind: 'serve' };
  const own = new URL(origin);
  if (host === own.host) return { kind: 'serve' };
  let url: URL;
  try {
    url = new URL(`http://${host ?? ''}`);
  } catch {
    return { kind: 'refuse' };
  }
  if (!loopbackNames.has(url.hostname)) return { kind: 'refuse' };
  return (url.port || '80') === (own.port || '80') && loopbackNames.has(own.hostname)
    ? { kind: 'redirect' }
    : { kind: 'serve' };
}
