import { Badge, type Tone } from '../ui/badge.tsx';

const tones: Readonly<Record<string, Tone>> = { get: 'info', post: 'ok', patch: 'warn', put: 'warn', delete: 'danger' };

/** An HTTP method. */
export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={tones[method] ?? 'neutral'} className="font-mono">
      {method.toUpperCase()}
    </Badge>
  );
}
