import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AuthFrame } from '../../components/auth/auth-frame.tsx';

// Addresses on the way in carry tokens: no other site is told where a visitor came from. Stricter than this, browsers
// send forms without scripts from nowhere (`Origin: null`), and those are refused.
export const metadata: Metadata = { referrer: 'same-origin' };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthFrame>{children}</AuthFrame>;
}
