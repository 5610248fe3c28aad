/**
 * Runs once when a Next host starts. Our own server has made the runtime before; any other host gets it here.
 */
export async function register(): Promise<void> {
  // The compiler replaces this by the name of what it builds for; nothing of ours can be built for the edge.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startForHost } = await import('./lib/http/start-for-host.ts');
  await startForHost();
}

/** Errors that escape from pages: Next shows the browser a digest only, the log gets the rest. */
export async function onRequestError(error: unknown, request: { readonly path: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logPageError } = await import('./lib/http/start-for-host.ts');
  logPageError(error, request.path);
}
