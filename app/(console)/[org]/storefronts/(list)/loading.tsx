import { StorefrontsSkeleton } from '../../../../../components/console/storefronts/storefronts-skeleton.tsx';

export default function Loading() {
  return <StorefrontsSkeleton />;
}
