import { EditorSkeleton } from '../../../../../components/console/storefronts/storefronts-skeleton.tsx';

export default function Loading() {
  return <EditorSkeleton />;
}
