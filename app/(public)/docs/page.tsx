import { permanentRedirect } from 'next/navigation';
import { docsPaths } from '../../../components/docs/paths.ts';

/** The documents begin with those of the API. */
export default function DocsPage() {
  permanentRedirect(docsPaths.guide);
}
