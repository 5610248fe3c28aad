import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { operationsOf } from '#lib/contract/document.ts';
import { sectionSlug } from '#lib/contract/sections.ts';
import { DocsFrame } from '../../../../../components/docs/docs-frame.tsx';
import { referenceOutline } from '../../../../../components/docs/docs-outline.ts';
import { guideOutline } from '../../../../../components/docs/guide-outline.ts';
import { OperationArticle } from '../../../../../components/docs/operation-article.tsx';
import { Prose } from '../../../../../components/docs/prose.tsx';
import { contractOfPage } from '../contract-of-page.ts';

interface SectionProps {
  readonly params: Promise<{ readonly section: string }>;
}

async function sectionAt({ params }: SectionProps) {
  const [{ section }, document] = await Promise.all([params, contractOfPage()]);
  const tag = document.tags.find(({ name }) => sectionSlug(name) === section);
  return { document, tag };
}

export async function generateMetadata(props: SectionProps): Promise<Metadata> {
  const { tag } = await sectionAt(props);
  return tag === undefined ? {} : { title: `${tag.name} · API`, description: tag.description };
}

export default async function ApiSectionPage(props: SectionProps) {
  const { document, tag } = await sectionAt(props);
  if (tag === undefined) notFound();
  return (
    <DocsFrame version={document.info.version} outline={[guideOutline, ...referenceOutline(document)]}>
      <h1 className="text-3xl font-semibold text-ink">{tag.name}</h1>
      <Prose text={tag.description} className="mt-3 mb-2" />
      {operationsOf(document)
        .filter(({ operation }) => operation.tags.includes(tag.name))
        .map((found) => (
          <OperationArticle key={found.operation.operationId} document={document} {...found} />
        ))}
    </DocsFrame>
  );
}
