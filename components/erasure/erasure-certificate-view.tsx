import { Download, ShieldCheck } from 'lucide-react';
import type { z } from 'zod';
import type { ErasureCertificate } from '#lib/privacy/erasure/schema.ts';
import { Wordmark } from '../shell/logo.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Description, DescriptionList } from '../ui/description-list.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { ErasureProgress } from './erasure-progress.tsx';

export type ErasureFacts = z.output<typeof ErasureCertificate>;

const number = (value: number) => value.toLocaleString('en-US');

/** An erasure by its number: how far it is, and then its certificate. */
export function ErasureCertificateView({ erasure }: { erasure: ErasureFacts }) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 sm:px-8 sm:py-7">
      <header>
        <a href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
          <Wordmark />
        </a>
      </header>
      <main className="grid gap-6 py-10">
        {erasure.detail === null ? <ErasureProgress erasure={erasure} /> : <Certificate erasure={erasure} />}
      </main>
    </div>
  );
}

function Certificate({ erasure }: { erasure: ErasureFacts }) {
  const { number: name, organization, at, seq, detail } = erasure;
  return (
    <>
      <PageHeader
        title="Certificate of erasure"
        description="An organisation was erased here: its database, files, keys and links. Backups of it cannot be read any more."
      />
      <Card
        title={
          <span className="inline-flex flex-wrap items-center gap-2">
            <ShieldCheck aria-hidden="true" className="size-5 text-ok-ink" />
            <span className="font-mono">{name}</span>
            <CopyButton text={name} label="Copy the number" />
          </span>
        }
        description="Keep the number. It names nobody; an opaque id stands for the organisation."
        footer={
          <LinkButton href={`/api/v1/erasure-certificates/${name}/file`} variant="primary" download>
            <Download aria-hidden="true" /> Download the certificate
          </LinkButton>
        }
      >
        <DescriptionList
          className="-my-2"
          items={[
            { term: 'Organisation', detail: <code className="font-mono text-xs">{organization}</code> },
            { term: 'Erased', detail: at && <RelativeTime at={at} show="datetime" /> },
            { term: 'Receipt', detail: `No. ${number(seq ?? 0)} of the ledger of this installation` },
            ...stored(detail),
          ]}
        />
      </Card>
      <LedgerCard ledger={detail?.ledger ?? null} />
      <CountsCard title="What its database held" counts={detail?.rows ?? null} />
      <CountsCard title="What the directory held of it" counts={detail?.directoryRows ?? {}} />
      <p className="max-w-prose text-sm text-ink-2">
        The file holds the receipt, what it says, the proof that it is in the signed ledger, and the signed head.
        Anybody can check it without asking us: <TextLink href="/verify">in the browser</TextLink>, or with the command
        holdfast-verify. Give it the public key of this installation’s ledger, which whoever runs the installation
        publishes: then it proves who signed.
      </p>
    </>
  );
}

function stored(detail: ErasureFacts['detail']): Description[] {
  if (detail === null || detail.objects.count === 0) return [];
  const { count, bytes } = detail.objects;
  return [{ term: 'Files', detail: `${number(count)} stored objects, ${number(bytes)} bytes` }];
}

type LedgerFacts = NonNullable<ErasureFacts['detail']>['ledger'];

function LedgerCard({ ledger }: { ledger: LedgerFacts }) {
  if (ledger === null) {
    return (
      <Card title="Its ledger">
        <p className="text-sm text-ink-2">Its database could not be read any more, so its last head is not known.</p>
      </Card>
    );
  }
  const code = (text: string) => <code className="font-mono text-xs">{text}</code>;
  return (
    <Card
      title="Its ledger"
      description="The signed head that it ended with. Whoever kept a checkpoint of this size has the same root."
    >
      <DescriptionList
        className="-my-2"
        items={[
          { term: 'Receipts', detail: number(ledger.size) },
          { term: 'Root', detail: code(ledger.root) },
          { term: 'Signed', detail: <RelativeTime at={ledger.at} show="datetime" /> },
          { term: 'Signed by', detail: code(ledger.vkey) },
          { term: 'Checkpoint', detail: code(`SHA-256 ${ledger.checkpoint}`) },
        ]}
      />
    </Card>
  );
}

function CountsCard({ title, counts }: { title: string; counts: Readonly<Record<string, number>> | null }) {
  const rows = counts === null ? null : Object.entries(counts);
  return (
    <Card title={title} description="Rows, by table. All of them are gone.">
      {rows === null ? (
        <p className="text-sm text-ink-2">It could not be read any more.</p>
      ) : rows.length === 0 ? (
        <p className="text-sm text-ink-2">Nothing.</p>
      ) : (
        <DescriptionList
          className="-my-2"
          columns={2}
          items={rows.map(([term, count]) => ({ term, detail: number(count) }))}
        />
      )}
    </Card>
  );
}
