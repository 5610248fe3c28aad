'use client';

import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ExposedMark, KeyPrefix, KeyState, LastUse } from './key-state.tsx';
import type { ApiKeyItem } from './key-types.ts';
import { RevokeKeyButton } from './revoke-key-button.tsx';
import { scopeSummary } from './scope-text.ts';

export interface KeySheetProps {
  apiKey: ApiKeyItem;
  /** Who made it, as people call them. */
  createdByName: string | undefined;
  revokeAction: FormAction;
  revokeRefusal: string | undefined;
}

/** The key's name as a button that opens all that is known of the key. */
export function KeySheet({ apiKey, createdByName, revokeAction, revokeRefusal }: KeySheetProps) {
  return (
    <Sheet
      trigger={
        <button
          type="button"
          className="-mx-1 max-w-full rounded-xs px-1 text-left font-medium text-ink underline-offset-3 [overflow-wrap:anywhere] hover:underline"
        >
          {apiKey.name}
        </button>
      }
      title={apiKey.name}
      description={<KeyPrefix apiKey={apiKey} />}
      footer={
        apiKey.state === 'revoked' ? undefined : (
          <RevokeKeyButton apiKey={apiKey} action={revokeAction} refusal={revokeRefusal} look="danger-quiet" />
        )
      }
    >
      <div className="px-5 py-2">
        <DescriptionList
          items={[
            {
              term: 'State',
              detail: (
                <span className="flex flex-wrap gap-1.5">
                  <KeyState apiKey={apiKey} />
                  <ExposedMark apiKey={apiKey} />
                </span>
              ),
            },
            { term: 'Mode', detail: apiKey.mode === 'live' ? 'Live' : 'Test' },
            {
              term: 'Scopes',
              detail: (
                <span className="flex flex-wrap gap-1.5">
                  {scopeSummary(apiKey.scopes).map((line) => (
                    <Badge key={line}>{line}</Badge>
                  ))}
                </span>
              ),
            },
            {
              term: 'Created',
              detail: (
                <>
                  <RelativeTime at={apiKey.createdAt} show="datetime" />
                  {createdByName ? <span className="text-ink-3"> by {createdByName}</span> : null}
                </>
              ),
            },
            {
              term: 'Expires',
              detail: apiKey.expiresAt ? <RelativeTime at={apiKey.expiresAt} show="datetime" /> : 'Never',
            },
            ...(apiKey.revokedAt ? [{ term: 'Revoked', detail: revocation(apiKey.revokedAt, apiKey.revokedFor) }] : []),
            ...(apiKey.replacedById ? [{ term: 'Rotated, replaced by', detail: mono(apiKey.replacedById) }] : []),
            ...(apiKey.exposedAt
              ? [{ term: 'Sent in an address', detail: <RelativeTime at={apiKey.exposedAt} show="datetime" /> }]
              : []),
            {
              term: 'Works from',
              detail:
                apiKey.allowedAddresses.length === 0 ? 'Anywhere' : <Addresses blocks={apiKey.allowedAddresses} />,
            },
            { term: 'Last used', detail: <LastUse apiKey={apiKey} /> },
            { term: 'Last address', detail: mono(apiKey.lastUsedAddress) },
            { term: 'Last route', detail: mono(apiKey.lastUsedRoute) },
            { term: 'Id', detail: mono(apiKey.id) },
          ]}
        />
      </div>
    </Sheet>
  );
}

function revocation(at: string, why: ApiKeyItem['revokedFor']) {
  return (
    <>
      <RelativeTime at={at} show="datetime" />
      {why === 'leak' ? <span className="text-ink-3"> after a report that it had leaked</span> : null}
    </>
  );
}

function Addresses({ blocks }: { blocks: readonly string[] }) {
  return (
    <ul className="grid gap-0.5 font-mono text-xs">
      {blocks.map((block) => (
        <li key={block} className="[overflow-wrap:anywhere]">
          {block}
        </li>
      ))}
    </ul>
  );
}

function mono(text: string | null) {
  return text === null ? null : <code className="font-mono text-xs">{text}</code>;
}
