import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './root.mjs';

const file = join(
  tmpdir(),
  `holdfast-prepare-${process.getuid?.() ?? 0}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
);

/** The process that holds the lock, or undefined when there is none or it is gone. */
function holder() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : undefined;
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Runs `body` while no other command prepares the same clone; waits for its turn. */
export async function alone(body) {
  for (let said = false; !take(); ) {
    if (holder() === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!said) console.error('Another Holdfast command is preparing this folder; waiting for it …');
    said = true;
    await wait(500);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await body();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
