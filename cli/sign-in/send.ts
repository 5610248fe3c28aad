import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';
import type { CommandSettings } from '#lib/platform/command-settings.ts';

/** As the `fetch` of browsers and of Node; what this command needs of it. */
export type Send = typeof globalThis.fetch;

/**
 * What sends requests of this command. A proxy of the settings carries https alone, through a tunnel in which it can read
 * nothing; http, which is for this machine only, goes past every proxy. No redirect is followed: a token is for the host
 * that it was given for.
 */
export function createSend(settings: Pick<CommandSettings, 'HTTPS_PROXY' | 'NO_PROXY'>): Send {
  const dispatcher = new EnvHttpProxyAgent({
    // Empty texts, so that nothing else of the environment is asked.
    httpProxy: '',
    httpsProxy: settings.HTTPS_PROXY ?? '',
    noProxy: settings.NO_PROXY ?? '',
  });
  const send = (url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher, redirect: 'error' } as Parameters<typeof undiciFetch>[1]);
  return send as unknown as Send;
}
