import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import { projectRoot } from './data-folder.ts';
import type { TestBrowser } from './test-browser.ts';
import type { TestRuntime } from './test-runtime.ts';

export type ReaderQuestion = { readonly id: string; readonly at: string } & (
  | { readonly kind: 'who'; readonly token: string; readonly renewal: string }
  | { readonly kind: 'end'; readonly userId: string }
);

export interface ReaderAnswer {
  readonly id: string;
  readonly user: { readonly userId: string; readonly role: string | null } | null;
}

export interface OtherInstance {
  /** Whom it takes this browser for; null for nobody. */
  who(browser: TestBrowser): Promise<ReaderAnswer['user']>;
  /** Ends every session of the person there. */
  endSessions(userId: string): Promise<void>;
  close(): Promise<void>;
}

/** Another process on the same control database, with connections and memory of its own, that is asked about sessions. */
export async function startOtherInstance(rt: TestRuntime): Promise<OtherInstance> {
  const child = fork(fileURLToPath(new URL('session-reader.ts', import.meta.url)), [rt.dataDir, rt.origin], {
    cwd: projectRoot,
    execArgv: [],
  });
  const waiting = new Map<string, (answer: ReaderAnswer) => void>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<ReaderAnswer>((resolve, reject) => {
    waiting.set('ready', resolve);
    child.once('exit', (code) => reject(new Error(`the other instance ended with ${code}`)));
  });
  child.on('message', (answer: ReaderAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const at = () => runtime().clock.now().toISOString();
  const ask = (question: ReaderQuestion) =>
    new Promise<ReaderAnswer>((resolve) => {
      waiting.set(question.id, resolve);
      child.send(question);
    });
  await ready;
  return {
    who: async (browser) => {
      const cookies = { token: browser.sessionToken(), renewal: browser.renewal() };
      return (await ask({ id: newId('req'), at: at(), kind: 'who', ...cookies })).user;
    },
    endSessions: async (userId) => {
      await ask({ id: newId('req'), at: at(), kind: 'end', userId });
    },
    close: async () => {
      child.disconnect();
      await ended;
    },
  };
}
