import { fileOutput, publicOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { findCertificate, findErasureByNumber } from './erasure-store.ts';
import { presentCertificate, presentProgress } from './present.ts';
import { CertificateNumber, ErasureCertificate } from './schema.ts';

/**
 * An erasure by the number of its certificate, for anybody who has it: how far it is, and once it is done what the certificate
 * says. It needs no organisation and no account, since there is none any more. CLAIMS G3, R8.
 */
export const readErasureCertificate = publicOperation({
  name: 'erasureCertificates.read',
  title: 'Read the certificate of an erasure',
  description:
    'How far the erasure of an organisation is, and what its certificate says once it is done. A number that belongs to no erasure and one whose erasure has not begun are answered alike.',
  http: 'GET /erasure-certificates/{number}',
  limits: ['erasureCertificates.read'],
  input: CertificateNumber,
  output: ErasureCertificate,
  writes: false,
  refuses: ['not_found'],
  run: async (ctx, { number }) => {
    const certificate = await findCertificate(ctx.control, number);
    if (certificate !== undefined) return presentCertificate(certificate);
    const row = await findErasureByNumber(ctx.control, number);
    if (row === undefined || !hasBegun(ctx, row)) throw fail('not_found');
    return presentProgress(row);
  },
});

/** One that is due begins within moments: whoever decided it is already on its page. */
function hasBegun(ctx: PublicContext, row: { readonly state: string; readonly notBefore: string }): boolean {
  return row.state === 'running' || (row.state === 'approved' && row.notBefore <= ctx.now().toISOString());
}

/** The same as the file that a stranger verifies. */
export const downloadErasureCertificate = publicOperation({
  name: 'erasureCertificates.download',
  title: 'Download the certificate of an erasure',
  description:
    'The file that `holdfast-verify` checks offline: the receipt with its detail, its proof and the signed head.',
  http: 'GET /erasure-certificates/{number}/file',
  limits: ['erasureCertificates.read'],
  input: CertificateNumber,
  output: fileOutput,
  writes: false,
  refuses: ['not_found'],
  run: async (ctx, { number }) => {
    const certificate = await findCertificate(ctx.control, number);
    if (certificate === undefined) throw fail('not_found');
    return {
      fileName: `holdfast-erasure-${number}.jsonl`,
      contentType: 'application/jsonl',
      stream: new Blob([certificate.file]).stream() as ReadableStream<Uint8Array>,
    };
  },
});
