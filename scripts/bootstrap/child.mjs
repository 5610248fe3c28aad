import { spawn } from 'node:child_process';

const tailCharacters = 8000;

/**
 * Runs a program to its end and keeps the last of what it printed.
 *
 * @returns exit code, whether it was stopped by a signal, and the tail of stdout and stderr together.
 */
export function runQuietly(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-tailCharacters);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    let stopped = false;
    const forward = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    process.once('SIGTERM', forward).once('SIGINT', forward);
    child.once('error', reject);
    child.once('close', (code) => {
      process.removeListener('SIGTERM', forward).removeListener('SIGINT', forward);
      resolve({ code: code ?? 1, stopped: stopped || code === null, output });
    });
  });
}

/**
 * Runs a program in our place: it has our terminal, gets our signals, and its exit code is returned.
 *
 * Ctrl-C reaches every process of the terminal's group by itself, so SIGINT is passed on only when there is no terminal:
 * a second one would read as impatience. npm dies of a signal without passing it on; when it started us, its end counts
 * as one.
 */
export function runInPlace(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const stopWatching = process.env.npm_lifecycle_event ? onParentsEnd(() => child.kill('SIGTERM')) : () => undefined;
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopWatching();
      for (const name of signals) process.removeListener(name, forward);
      resolve(code === null ? (signal === 'SIGINT' ? 130 : 143) : code);
    });
  });
}

/** Calls `act` once the process that started this one is gone. Returns what ends the watch. */
function onParentsEnd(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 250);
  return () => clearInterval(timer);
}
