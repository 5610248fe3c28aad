import { ArrowLeft, ArrowRight, EyeOff, FileX2, ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { ShareButton } from '../shares/share-button.tsx';
import type { CreateShareState } from '../shares/share-types.ts';
import { HashCheck } from './hash-check.tsx';
import { ProofCard, type ProofCardProps } from './proof-card.tsx';
import type { OpenReceiptItem } from './receipt-types.ts';
import { actionTone, actionWords, actorWords, receiptHref, subjectHref } from './receipt-words.ts';
import { shellCheck } from './shell-check.ts';

export interface ReceiptViewProps {
  /** The organisation's slug. */
  org: string;
  receipt: OpenReceiptItem;
  /** Names by opaque id, for the actor. */
  names: Readonly<Record<string, string>>;
  /** The number of the last receipt, when known: there is nothing after it to go to. */
  headSeq?: number | undefined;
  /** What proves that it is in the signed ledger; null when the ledger is not what was signed. */
  proof: Pick<ProofCardProps, 'inclusion' | 'keys'> | null;
  /** See `ShareButton`. */
  shareAction: FormAction<CreateShareState>;
  /** Why the reader cannot share receipts; leave out when they can. */
  shareRefusal?: string | undefined;
}

/** One receipt: what it says, the bytes behind it, and how to check it without us. */
export function ReceiptView({ org, receipt, proof, names, headSeq, shareAction, shareRefusal }: ReceiptViewProps) {
  const actor = actorWords(receipt.actor, names);
  const subject = subjectHref(org, receipt.subject);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Receipts', href: consolePaths.receipts(org) }, { label: `Receipt ${receipt.seq}` }]}
        title={`Receipt ${receipt.seq}`}
        aside={<Badge tone={actionTone(receipt.action)}>{actionWords(receipt.action)}</Badge>}
        actions={
          <>
            <ShareButton
              what={`Receipt ${receipt.seq}`}
              filter={{ seq: String(receipt.seq) }}
              action={shareAction}
              refusal={shareRefusal}
            />
            {receipt.seq > 1 ? (
              <LinkButton href={receiptHref(org, receipt.seq - 1)}>
                <ArrowLeft aria-hidden="true" /> {receipt.seq - 1}
                <span className="sr-only">, the receipt before</span>
              </LinkButton>
            ) : null}
            {headSeq !== undefined && receipt.seq >= headSeq ? null : (
              <LinkButton href={receiptHref(org, receipt.seq + 1)}>
                {receipt.seq + 1}
                <span className="sr-only">, the receipt after</span> <ArrowRight aria-hidden="true" />
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="What it says">
          <DescriptionList
            className="-my-2"
            items={[
              { term: 'Time', detail: <RelativeTime at={receipt.at} show="datetime" /> },
              {
                term: 'Actor',
                detail: (
                  <>
                    {actor}
                    {actor === receipt.actor ? null : <Mono className="block text-ink-3">{receipt.actor}</Mono>}
                  </>
                ),
              },
              { term: 'Action', detail: <Mono>{receipt.action}</Mono> },
              {
                term: 'Subject',
                detail: subject ? (
                  <TextLink href={subject}>
                    <Mono>{receipt.subject}</Mono>
                  </TextLink>
                ) : (
                  <Mono>{receipt.subject}</Mono>
                ),
              },
              { term: 'Id', detail: <Mono>{receipt.id}</Mono> },
            ]}
          />
        </Card>
        <Card title="Seals" description="SHA-256, hex">
          <div className="grid gap-3.5">
            <Hash term="Hash" note="Covers all other fields. The next receipt names it." value={receipt.hash} />
            <Hash
              term="Previous hash"
              note={
                receipt.seq === 1
                  ? 'The first link: it names the organisation.'
                  : `The hash of receipt ${receipt.seq - 1}.`
              }
              value={receipt.prev}
            />
            <Hash
              term="Commitment"
              note="Seals the detail, without telling anything of it."
              value={receipt.commitment}
            />
          </div>
        </Card>
      </div>
      <Card title="Detail" description="Kept apart from the receipt, so that it can be erased while the ledger holds.">
        <Detail receipt={receipt} />
      </Card>
      {proof === null ? (
        <Callout tone="danger" title="No proof can be given">
          The ledger as it is stored is not what was signed. Whoever runs this installation has been told.
        </Callout>
      ) : (
        <ProofCard receipt={receipt} {...proof} />
      )}
      <Card title="Check it yourself">
        <div className="grid gap-4">
          <HashCheck
            canonical={receipt.canonical}
            hash={receipt.hash}
            commitment={receipt.commitment}
            opening={receipt.opening}
          />
          <CodeBlock title="Canonical form (RFC 8785)" code={receipt.canonical} wrap />
          <CodeBlock title="With a shell" code={shellCheck(receipt)} wrap />
        </div>
      </Card>
    </div>
  );
}

function Detail({ receipt }: { receipt: OpenReceiptItem }) {
  switch (receipt.detailState) {
    case 'shown':
      return (
        <div className="grid gap-4">
          <CodeBlock title="Detail" code={readable(receipt.opening?.detail ?? '')} wrap />
          <Hash term="Salt" note="Commitment = SHA-256 of salt and detail." value={receipt.opening?.salt ?? ''} />
        </div>
      );
    case 'hidden':
      return (
        <State icon={<EyeOff />} title="Not for your role">
          It tells of records that you may not read. The receipt around it can be checked all the same.
        </State>
      );
    case 'erased':
      return (
        <State icon={<FileX2 />} title="Erased">
          Detail and salt were removed for good. Nobody can tell any more what the commitment sealed, and the chain
          still verifies.
        </State>
      );
    case 'missing':
      return (
        <Callout tone="danger" title={<MissingTitle />}>
          The detail is gone and no erasure is noted. Somebody removed it past this program: verify the ledger, and
          compare with a backup.
        </Callout>
      );
  }
}

function MissingTitle() {
  return (
    <span className="inline-flex items-center gap-1.5">
      <ShieldOff aria-hidden="true" className="size-4" /> Missing
    </span>
  );
}

function State({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3 rounded-md border border-dashed border-line-strong bg-sunken px-4 py-3.5 text-sm">
      <span aria-hidden="true" className="mt-0.5 text-ink-3 [&_svg]:size-4">
        {icon}
      </span>
      <div>
        <p className="font-semibold text-ink">{title}</p>
        <p className="mt-0.5 max-w-prose text-ink-2">{children}</p>
      </div>
    </div>
  );
}

function Hash({ term, note, value }: { term: string; note: string; value: string }) {
  return (
    <div className="min-w-0 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium text-ink">{term}</span>
        <span className="text-xs text-ink-3">{note}</span>
      </p>
      <p className="mt-0.5 flex min-w-0 items-start gap-1">
        <Mono className="min-w-0 flex-1 py-1 break-all text-ink-2">{value}</Mono>
        <CopyButton text={value} label={`Copy ${term.toLowerCase()}`} />
      </p>
    </div>
  );
}

function Mono({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return <code className={`font-mono text-xs ${className ?? ''}`}>{children}</code>;
}

/** Canonical JSON, set for reading. What cannot be parsed is shown as it stands. */
function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
