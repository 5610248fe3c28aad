import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AuthFrame } from '../../components/auth/auth-frame.tsx';

// Addresses on the way in carry tokens: nobody is told where a visitor came from.
export const metadata: Metadata = { referrer: 'no-referrer' };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthFrame>{children}</AuthFrame>;
}
