import { Menu } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Wordmark } from '../shell/logo.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { DocsNavigation } from './docs-navigation.tsx';
import type { OutlinePart } from './docs-outline.ts';
import { docsPaths } from './paths.ts';
import { SharedLanguage } from './shared-language.tsx';

/** Stands around every page of the documents: where one is at the left, the page in the middle. */
export function DocsFrame({
  version,
  outline,
  children,
}: {
  version: string;
  outline: readonly OutlinePart[];
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh bg-surface">
      <SharedLanguage />
      <a
        href="#page"
        className="sr-only z-50 rounded-sm bg-raised px-3 py-2 text-sm font-medium shadow-md focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 flex h-13 items-center gap-4 border-b border-line bg-surface/90 px-4 backdrop-blur-sm sm:px-6 print:static">
        <Link href={docsPaths.guide} prefetch={false} aria-label="Holdfast API, first page" className="rounded-sm">
          <Wordmark />
        </Link>
        <span className="text-sm text-ink-3">API {version}</span>
        <div className="ml-auto flex items-center gap-4 text-sm print:hidden">
          <a
            href={docsPaths.contract}
            className="rounded-xs font-medium text-brand-ink underline decoration-brand-line underline-offset-3 max-sm:hidden"
          >
            openapi.json
          </a>
          <TextLink href="/">Console</TextLink>
        </div>
      </header>
      <div className="mx-auto max-w-7xl lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside className="sticky top-13 hidden h-[calc(100dvh-3.25rem)] overflow-y-auto border-r border-line px-3 py-5 lg:block print:hidden">
          <DocsNavigation parts={outline} />
        </aside>
        <details className="group border-b border-line px-4 py-2 lg:hidden print:hidden">
          <summary className="flex w-fit items-center gap-2 rounded-sm py-1 text-sm font-medium text-ink-2">
            <Menu aria-hidden="true" className="size-4" />
            Contents
          </summary>
          <div className="pt-2 pb-4">
            <DocsNavigation parts={outline} />
          </div>
        </details>
        <main id="page" tabIndex={-1} className="min-w-0 px-4 py-8 outline-none sm:px-6 lg:px-10">
          <div className="mx-auto max-w-4xl">{children}</div>
        </main>
      </div>
    </div>
  );
}
