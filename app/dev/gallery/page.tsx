import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { isLocalMode } from '#lib/http/local-mode.ts';
import { Wordmark } from '../../../components/shell/logo.tsx';
import type { PageQuery } from '../../../components/tables/query-string.ts';
import { ControlSamples } from './control-samples.tsx';
import { DataSamples } from './data-samples.tsx';
import { FormSample } from './form-sample.tsx';
import { FoundationSamples } from './foundation-samples.tsx';
import { OverlaySamples } from './overlay-samples.tsx';
import { StateSamples } from './state-samples.tsx';
import { ThemeButtons } from './theme-buttons.tsx';

export const metadata: Metadata = { title: 'Component gallery' };

const parts: readonly { id: string; title: string; about: string; render: (query: PageQuery) => ReactNode }[] = [
  { id: 'foundations', title: 'Foundations', about: 'Type, colour, mark.', render: () => <FoundationSamples /> },
  {
    id: 'controls',
    title: 'Controls',
    about: 'What one presses, types into and chooses.',
    render: () => <ControlSamples />,
  },
  {
    id: 'form',
    title: 'Form',
    about: 'A server action with errors by field; it also works without JavaScript.',
    render: () => <FormSample />,
  },
  {
    id: 'data',
    title: 'Data',
    about: 'Tables, numbers, charts, lists.',
    render: (query) => <DataSamples query={query} />,
  },
  { id: 'overlays', title: 'Overlays', about: 'Dialogs, sheets, menus, toasts.', render: () => <OverlaySamples /> },
  { id: 'states', title: 'States', about: 'Empty, loading, failed, told.', render: () => <StateSamples /> },
];

/** Every component on one page, for those who work on them. Local mode only. */
export default async function GalleryPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  if (!isLocalMode()) notFound();
  const query = await searchParams;
  return (
    <main className="mx-auto grid max-w-6xl gap-14 px-4 py-10 sm:px-8">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <Wordmark />
          <h1 className="mt-4 text-3xl font-semibold">Component gallery</h1>
        </div>
        <ThemeButtons />
      </header>
      {parts.map((part) => (
        <section key={part.id} aria-labelledby={part.id} className="grid gap-6">
          <div className="border-b border-line pb-3">
            <h2 id={part.id} className="text-xl font-semibold">
              {part.title}
            </h2>
            <p className="text-sm text-ink-3">{part.about}</p>
          </div>
          {part.render(query)}
        </section>
      ))}
    </main>
  );
}
