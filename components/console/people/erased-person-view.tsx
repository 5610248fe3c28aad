'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { PersonErasureAnswer } from '#lib/privacy/persons/schema.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { placeWords } from './place-words.ts';

const lookMs = 2_000;

/** An erasure: how far it is, and afterwards what was erased, by count. It names nobody. */
export function ErasedPersonView({ org, erasure }: { org: string; erasure: PersonErasureAnswer }) {
  const router = useRouter();
  const done = erasure.state === 'done';
  useEffect(() => {
    if (done) return;
    const timer = setInterval(() => router.refresh(), lookMs);
    return () => clearInterval(timer);
  }, [done, router]);
  const counts = Object.entries(erasure.counts).filter(([, count]) => count > 0);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Find a person', href: consolePaths.people(org) }, { label: 'Erasure' }]}
        title={done ? 'Erased' : 'Erasing'}
        description={
          done
            ? 'Nothing of this person is left here that an erasure touches.'
            : 'You can leave this page: it goes on, also after a restart of the server.'
        }
        aside={<Badge tone={done ? 'ok' : 'warn'}>{done ? 'Done' : 'Under way'}</Badge>}
      />
      <div aria-live="polite" className="grid gap-6">
        <Card title="What was erased" description="Records, by place.">
          {counts.length === 0 ? (
            <p className="text-sm text-ink-3">{done ? 'There was nothing left to erase.' : 'Nothing yet.'}</p>
          ) : (
            <DescriptionList
              className="-my-2"
              items={counts.map(([place, count]) => ({
                term: placeWords(place),
                detail: count.toLocaleString('en-US'),
              }))}
            />
          )}
        </Card>
        <Card title="The erasure">
          <DescriptionList
            className="-my-2"
            items={[
              { term: 'Opaque id', detail: <code className="text-xs">{erasure.subject}</code> },
              { term: 'Begun', detail: <RelativeTime at={erasure.createdAt} show="datetime" /> },
              {
                term: 'Ended',
                detail: erasure.finishedAt === null ? null : <RelativeTime at={erasure.finishedAt} show="datetime" />,
              },
            ]}
          />
        </Card>
        {done ? (
          <Callout title="The ledger tells of it">
            A receipt holds these counts, and nothing else. The receipts about the person stay without their details,
            and the ledger verifies. <TextLink href={consolePaths.receipts(org)}>Show the receipts</TextLink>
          </Callout>
        ) : null}
      </div>
    </div>
  );
}
