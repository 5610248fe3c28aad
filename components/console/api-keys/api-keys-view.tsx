import { KeyRound } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { CreateKeyButton } from './create-key-button.tsx';
import { KeyDialogs } from './key-dialogs.tsx';
import { KeyMenu } from './key-menu.tsx';
import { KeySheet } from './key-sheet.tsx';
import { ExposedMark, KeyPrefix, KeyState, LastUse } from './key-state.tsx';
import type { ApiKeyItem, CreateKeyState, RotateKeyState, ScopeOffer } from './key-types.ts';
import { RevokeKeyButton } from './revoke-key-button.tsx';
import { everyScope, scopeSummary } from './scope-text.ts';

export interface ApiKeysViewProps {
  keys: readonly ApiKeyItem[];
  nextCursor: string | null;
  /** The scopes that a key can be given. */
  scopes: readonly ScopeOffer[];
  /** Names by opaque id, for who made a key; ids that are not in it stay unnamed. */
  people: Readonly<Record<string, string>>;
  /** Form fields: see `CreateKeyForm`. */
  createAction: FormAction<CreateKeyState>;
  /** Form fields: see `RotateKeyForm`. */
  rotateAction: FormAction<RotateKeyState>;
  /** Form fields: see `EditKeyForm`. */
  updateAction: FormAction;
  /** Form fields `id` and `confirmation` (the key's name as typed). */
  revokeAction: FormAction;
  /** Why the reader cannot make or rotate keys, for example the plan; leave out when they can. */
  createRefusal?: string | undefined;
  /** Why the reader cannot change or revoke keys; leave out when they can. */
  revokeRefusal?: string | undefined;
  /** Where the API answers: `https://host/api/v1`. */
  apiUrl: string;
  /** The page's own path and query, for paging. */
  path: string;
  query: PageQuery;
  pageSize: number;
}

/** The organisation's API keys: what each may do, whether it works, who used it last. */
export function ApiKeysView(props: ApiKeysViewProps) {
  const { keys, nextCursor, scopes, people, createAction, rotateAction, updateAction, revokeAction } = props;
  const { createRefusal, revokeRefusal, apiUrl, path, query, pageSize } = props;
  const empty = keys.length === 0 && queryValue(query, 'cursor') === undefined;
  const columns: readonly Column<ApiKeyItem>[] = [
    {
      name: 'name',
      header: 'Name',
      cell: (key) => (
        <span className="grid justify-items-start gap-0.5 py-1.5">
          <KeySheet
            apiKey={key}
            createdByName={people[key.createdBy]}
            revokeAction={revokeAction}
            revokeRefusal={revokeRefusal}
          />
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <KeyPrefix apiKey={key} />
            {key.mode === 'test' ? <Badge tone="violet">Test</Badge> : null}
            <ExposedMark apiKey={key} />
            <span className="sm:hidden">
              <KeyState apiKey={key} />
            </span>
          </span>
        </span>
      ),
    },
    { name: 'scopes', header: 'Scopes', from: 'lg', cell: (key) => <ScopesCell scopes={key.scopes} /> },
    {
      name: 'used',
      header: 'Last used',
      from: 'md',
      cell: (key) => (
        <span className="grid gap-0.5">
          <LastUse apiKey={key} />
          {key.lastUsedRoute ? (
            <code className="max-w-44 truncate font-mono text-2xs text-ink-3">{key.lastUsedRoute}</code>
          ) : null}
        </span>
      ),
    },
    { name: 'expires', header: 'Expires', from: 'xl', cell: (key) => <Expiry apiKey={key} /> },
    { name: 'state', header: 'State', from: 'sm', cell: (key) => <KeyState apiKey={key} /> },
    {
      name: 'acts',
      header: 'Actions',
      hideHeader: true,
      align: 'right',
      cell: (key) =>
        key.state === 'revoked' ? null : (
          <span className="flex items-center justify-end gap-1">
            <KeyMenu apiKey={key} />
            <RevokeKeyButton apiKey={key} action={revokeAction} refusal={revokeRefusal} />
          </span>
        ),
    },
  ];

  return (
    <KeyDialogs
      {...{ scopes, createAction, rotateAction, updateAction, apiUrl }}
      makeRefusal={createRefusal}
      changeRefusal={revokeRefusal}
    >
      <div className="grid gap-6">
        <PageHeader
          title="API keys"
          description="Keys belong to the organisation, not to who made them: they go on working when people leave."
          actions={empty ? undefined : <CreateKeyButton />}
        />
        {createRefusal === undefined ? null : <Callout tone="info">{createRefusal}</Callout>}
        <Card flush>
          {empty ? (
            <EmptyState
              icon={<KeyRound />}
              title="No API keys yet"
              action={<CreateKeyButton />}
              secondary={
                <>
                  The API answers at <code className="font-mono text-xs [overflow-wrap:anywhere]">{apiUrl}</code>
                </>
              }
            >
              With a key, a program reads and writes this organisation's contacts, deals and activities.
            </EmptyState>
          ) : (
            <DataTable caption="API keys" columns={columns} rows={keys} rowKey={(key) => key.id} />
          )}
          {nextCursor !== null || queryValue(query, 'cursor') !== undefined ? (
            <Pager {...{ path, query, nextCursor, pageSize }} count={keys.length} noun={['key', 'keys']} />
          ) : null}
        </Card>
      </div>
    </KeyDialogs>
  );
}

const linesShown = 2;

function ScopesCell({ scopes }: { scopes: readonly string[] }) {
  if (scopes.includes(everyScope)) return <Badge tone="warn">Everything</Badge>;
  const lines = scopeSummary(scopes);
  const hidden = lines.slice(linesShown);
  return (
    <span className="flex flex-wrap items-center gap-1">
      {lines.slice(0, linesShown).map((line) => (
        <Badge key={line}>{line}</Badge>
      ))}
      {hidden.length > 0 ? (
        <span className="text-xs text-ink-3">
          <span aria-hidden="true">+{hidden.length}</span>
          <span className="sr-only">{hidden.join('; ')}</span>
        </span>
      ) : null}
    </span>
  );
}

function Expiry({ apiKey }: { apiKey: ApiKeyItem }) {
  if (apiKey.expiresAt === null) return <span className="text-ink-3">Never</span>;
  return <RelativeTime at={apiKey.expiresAt} show="date" />;
}
