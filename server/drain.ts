import type { Server } from 'node:http';

/** Requests under way get so long to finish. */
const drainMs = 20_000;

/**
 * Takes no new connections and lets the requests under way finish; connections without one are closed at once. Resolves
 * when all are gone, or when the time is up and the rest were cut.
 *
 * @returns whether every request finished.
 */
export async function drain(server: Server, deadlineMs = drainMs): Promise<boolean> {
  let cut = false;
  const deadline = setTimeout(() => {
    cut = true;
    server.closeAllConnections();
  }, deadlineMs);
  // A connection that was busy goes idle when its answer has left.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(deadline);
  clearInterval(sweep);
  return !cut;
}
