import { Badge } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ApiKeyItem } from './key-types.ts';

/** Whether a key works, and until when where that is near. */
export function KeyState({ apiKey }: { apiKey: ApiKeyItem }) {
  switch (apiKey.standing) {
    case 'active':
      return (
        <Badge tone="ok" dot>
          Active
        </Badge>
      );
    case 'expiring':
      return (
        <Badge tone="warn" dot>
          Expires soon
        </Badge>
      );
    case 'grace':
      return (
        <Badge tone="info" dot>
          In grace{apiKey.expiresAt ? <Until at={apiKey.expiresAt} /> : null}
        </Badge>
      );
    case 'expired':
      return <Badge tone="warn">Expired</Badge>;
    case 'revoked':
      return <Badge>Revoked</Badge>;
    case 'leaked':
      return <Badge tone="danger">Leaked, revoked</Badge>;
  }
}

function Until({ at }: { at: string }) {
  return (
    <>
      {' '}
      until <RelativeTime at={at} show="date" />
    </>
  );
}

/** How a key begins: enough to recognise it, useless for anything else. */
export function KeyPrefix({ apiKey }: { apiKey: Pick<ApiKeyItem, 'mode' | 'prefix'> }) {
  return (
    <code className="font-mono text-xs whitespace-nowrap text-ink-2">
      ck_{apiKey.mode}_{apiKey.prefix}…
    </code>
  );
}

/** When a key was used last. */
export function LastUse({ apiKey }: { apiKey: ApiKeyItem }) {
  if (apiKey.lastUsedAt === null) return <span className="text-ink-3">Never</span>;
  return <RelativeTime at={apiKey.lastUsedAt} />;
}

/** A key that works and stood in the address of a request: somebody may have read it there. */
export function ExposedMark({ apiKey }: { apiKey: ApiKeyItem }) {
  if (apiKey.exposedAt === null || apiKey.state !== 'active') return null;
  return <Badge tone="danger">Sent in an address</Badge>;
}
