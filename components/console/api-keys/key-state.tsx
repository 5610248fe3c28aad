import { Badge } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ApiKeyItem } from './key-types.ts';

/** Whether a key works. */
export function KeyState({ state }: { state: ApiKeyItem['state'] }) {
  switch (state) {
    case 'active':
      return (
        <Badge tone="ok" dot>
          Active
        </Badge>
      );
    case 'expired':
      return <Badge tone="warn">Expired</Badge>;
    case 'revoked':
      return <Badge>Revoked</Badge>;
  }
}

/** How a key begins: enough to recognise it, useless for anything else. */
export function KeyPrefix({ apiKey }: { apiKey: Pick<ApiKeyItem, 'mode' | 'prefix'> }) {
  return (
    <code className="font-mono text-xs whitespace-nowrap text-ink-2">
      ck_{apiKey.mode}_{apiKey.prefix}…
    </code>
  );
}

/** When and where a key was used last. */
export function LastUse({ apiKey }: { apiKey: ApiKeyItem }) {
  if (apiKey.lastUsedAt === null) return <span className="text-ink-3">Never</span>;
  return <RelativeTime at={apiKey.lastUsedAt} />;
}
