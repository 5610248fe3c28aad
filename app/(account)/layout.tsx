import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ShareFrame } from '../../components/share/share-frame.tsx';

export const metadata: Metadata = { referrer: 'same-origin' };

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <ShareFrame>{children}</ShareFrame>;
}
