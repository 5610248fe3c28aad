import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OperatorCall } from '#lib/operator-door.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { holderOf } from '#lib/tenancy/data-folder.ts';
import { CommandFailure, failureOfProblem } from './failure.ts';

/** The way to the installation that the settings name. */
export interface Connection {
  /** `server` when a running server does the work, `data folder` when this process does; known after the first call. */
  readonly through: 'server' | 'data folder' | undefined;
  /** Where that server listens, as seen from this machine; known after the first call. */
  readonly boundOrigin: string | undefined;
  /** Runs one operation and returns its output. @throws `CommandFailure`, or the operation's own error. */
  call<Output>(call: OperatorCall): Promise<Output>;
  /** Closes what was opened for it. */
  close(): Promise<void>;
}

interface Door {
  readonly boundOrigin?: string;
  call(call: OperatorCall): Promise<unknown>;
  close(): Promise<void>;
}

/** A command may work long (a migration of every organisation), but not for ever. */
const callMsMax = 30 * 60_000;

/**
 * Connects on the first call: through the server when one runs on the data folder, else by taking the folder. One
 * process alone ever works on a folder, so there is no third way; a server that is starting or ending refuses us.
 */
export function connect(): Connection {
  let door: Promise<Door> | undefined;
  let through: Connection['through'];
  let boundOrigin: string | undefined;
  return {
    get through() {
      return through;
    },
    get boundOrigin() {
      return boundOrigin;
    },
    async call<Output>(call: OperatorCall) {
      door ??= openDoor((way) => {
        through = way;
      });
      const opened = await door;
      boundOrigin = opened.boundOrigin;
      return (await opened.call(call)) as Output;
    },
    async close() {
      await (await door?.catch(() => undefined))?.close();
    },
  };
}

async function openDoor(tell: (way: Connection['through']) => void): Promise<Door> {
  const env = readEnvironment();
  const server = serverOn(resolve(env.HOLDFAST_DATA_DIR));
  tell(server ? 'server' : 'data folder');
  if (server) return server;
  // The whole product: only for those who run it themselves.
  const { openDataFolderHere } = await import('./in-process.ts');
  return openDataFolderHere(env);
}

/**
 * The door of the process that has the data folder, by the note that it keeps there (readable by its user alone);
 * undefined when nobody has the folder.
 */
function serverOn(dataDir: string): Door | undefined {
  const holder = holderOf(dataDir);
  if (!holder) return undefined;
  const note = readNote(join(dataDir, 'operator.json'));
  if (note?.pid !== holder.pid) {
    throw new CommandFailure(
      `process ${holder.pid} has the data folder ${dataDir} and takes no commands now; try again in a moment, or stop it.`,
    );
  }
  return {
    boundOrigin: note.boundOrigin,
    call: async ({ operation, org, input }) => {
      const answer = await fetch(`${note.url}/operations/${encodeURIComponent(operation)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${note.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ org, input }),
        redirect: 'error',
        signal: AbortSignal.timeout(callMsMax),
      }).catch((error: unknown) => {
        throw new CommandFailure(`the server (process ${note.pid}) does not answer at ${note.url}: ${String(error)}`);
      });
      const body: unknown = await answer.json().catch(() => undefined);
      if (!answer.ok) throw failureOfProblem(answer.status, body);
      return (body as { result: unknown }).result;
    },
    close: async () => undefined,
  };
}

interface OperatorNote {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly boundOrigin: string;
}

function readNote(file: string): OperatorNote | undefined {
  try {
    const { pid, url, token, boundOrigin } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return typeof pid === 'number' &&
      typeof url === 'string' &&
      typeof token === 'string' &&
      typeof boundOrigin === 'string'
      ? { pid, url, token, boundOrigin }
      : undefined;
  } catch {
    return undefined;
  }
}
