import './globals.css';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { pageNonce } from '#lib/http/page-request.ts';
import { Providers } from '../components/shell/providers.tsx';

export const metadata: Metadata = {
  title: { default: 'Holdfast', template: '%s · Holdfast' },
  description: 'An encrypted database, signing keys, rate budgets and a tamper-evident ledger for every organisation.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f8f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1316' },
  ],
};

/** Around every page. It decides nothing: permission is checked by pages and doors. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers nonce={await pageNonce()}>{children}</Providers>
      </body>
    </html>
  );
}
