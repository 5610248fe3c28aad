import type { Metadata } from 'next';
import { DocsFrame } from '../../../../components/docs/docs-frame.tsx';
import { referenceOutline } from '../../../../components/docs/docs-outline.ts';
import { Guide } from '../../../../components/docs/guide.tsx';
import { guideOutline } from '../../../../components/docs/guide-outline.ts';
import { contractOfPage } from './contract-of-page.ts';

export const metadata: Metadata = { title: 'API', description: 'How to call the REST API of Holdfast.' };

export default async function ApiGuidePage() {
  const document = await contractOfPage();
  return (
    <DocsFrame version={document.info.version} outline={[guideOutline, ...referenceOutline(document)]}>
      <Guide document={document} />
    </DocsFrame>
  );
}
