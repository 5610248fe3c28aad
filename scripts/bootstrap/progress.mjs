/** Progress for people, on stderr: stdout belongs to what a command answers. */

const repeatSeconds = 20;

/**
 * Shows that `body` runs and for how long: on a terminal one line that counts, elsewhere a line now and then.
 * Returns what `body` returns.
 */
export async function phase(title, body) {
  const terminal = process.stderr.isTTY === true;
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const show = (text) => process.stderr.write(terminal ? `\r\x1b[2K${text}` : `${text}\n`);
  show(`${title} …`);
  const timer = setInterval(() => show(`${title} … ${seconds()} s`), terminal ? 1000 : repeatSeconds * 1000);
  try {
    const result = await body();
    show(`${title}: done in ${seconds()} s${terminal ? '\n' : ''}`);
    return result;
  } catch (error) {
    show(`${title}: failed after ${seconds()} s${terminal ? '\n' : ''}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
