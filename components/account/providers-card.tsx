'use client';

import { toldAtOnce } from '../console/told-at-once.ts';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PageLinkButton } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

export interface ProvidersCardProps {
  providers: readonly { readonly id: string; readonly issuer: string; readonly createdAt: string }[];
  /** Where one is connected; null where there is no provider. */
  connectHref: string | null;
  /** Form field `id`. */
  unlinkAction: FormAction;
}

/** The accounts at providers that sign the person in, or the way to connect one; nothing where there is no provider. */
export function ProvidersCard({ providers, connectHref, unlinkAction }: ProvidersCardProps) {
  if (providers.length === 0) return connectHref === null ? null : <NoProviderCard connectHref={connectHref} />;
  return (
    <Card title="Connected accounts" flush>
      <ul aria-label="Connected accounts">
        {providers.map(({ id, issuer, createdAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
          >
            <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
              <p className="text-ink">{new URL(issuer).host}</p>
              <p className="text-ink-3">
                Since <RelativeTime at={createdAt} show="date" />
              </p>
            </div>
            <ConfirmDialog
              trigger={<Button>Disconnect</Button>}
              title="Disconnect this account?"
              description="It signs you in no more."
              impact={['You go on signing in by mail or with a passkey.', 'You can connect it again.']}
              confirmLabel="Disconnect"
              action={toldAtOnce(unlinkAction)}
              hidden={{ id }}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NoProviderCard({ connectHref }: { connectHref: string }) {
  return (
    <Card title="Connected accounts" footer={<PageLinkButton href={connectHref}>Connect Google</PageLinkButton>}>
      <p className="text-sm text-ink-2">
        None. With Google connected, its button signs you in here, and no mail is needed.
      </p>
    </Card>
  );
}
