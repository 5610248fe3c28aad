'use client';

import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { CreatedKey, RotatedKey } from './key-types.ts';
import { everyScope } from './scope-text.ts';

/** The secret of a key that was made just now, and a first call with it. */
export function KeyReveal({ made, apiUrl }: { made: CreatedKey | RotatedKey; apiUrl: string }) {
  return (
    <>
      <DialogBody>
        <CopyField
          label="Secret key"
          value={made.key}
          secret
          hint={`"${made.name}" works from now on. Later you will recognise it by ${made.prefix}.`}
        />
        <Callout tone="warn">
          Keep it where secrets are kept, such as a password manager or your deployment's secret store: never in source
          code, an address or a chat.
        </Callout>
        {'replaces' in made ? (
          <p className="text-sm text-ink-2">
            The old key works until <RelativeTime at={made.replaces.expiresAt} show="datetime" />.
          </p>
        ) : null}
        <FirstCall created={made} apiUrl={apiUrl} />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button variant="primary">I have copied the key</Button>} />
      </DialogFooter>
    </>
  );
}

/** A command that works as it is copied; on screen the secret stays covered. */
function FirstCall({ created, apiUrl }: { created: CreatedKey; apiUrl: string }) {
  const command = (key: string) =>
    `curl '${apiUrl}${readablePath(created.scopes)}' \\\n  -H 'Authorization: Bearer ${key}'`;
  const covered = `${created.key.slice(0, shownChars)}${'•'.repeat(Math.max(created.key.length - shownChars, 0))}`;
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <div className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3">
        <figcaption className="truncate text-xs font-medium text-ink-3">
          First call with curl; the copy holds the whole key
        </figcaption>
        <CopyButton text={command(created.key)} label="Copy the command" />
      </div>
      <pre className="px-3 py-2.5">
        <code className="font-mono text-xs break-words whitespace-pre-wrap text-ink">{command(covered)}</code>
      </pre>
    </figure>
  );
}

/** Length of `ck_live_`. */
const shownChars = 8;

/** A path that a key with these scopes can read. */
function readablePath(scopes: readonly string[]): string {
  const things = ['contacts', 'deals', 'activities', 'receipts'];
  const readable = things.find((thing) => scopes.includes(everyScope) || scopes.includes(`${thing}:read`));
  return readable ? `/${readable}?limit=5` : '/me';
}
