import type { OpenReceiptItem } from './receipt-types.ts';

/** Commands that compute hash and commitment with tools that every Unix has. */
export function shellCheck({ canonical, hash, commitment, opening }: OpenReceiptItem): string {
  const lines = [`printf '\\0%s' ${quoted(canonical)} | sha256sum`, `# ${hash}`];
  if (opening) {
    lines.push(
      '',
      `{ printf ${quoted(opening.salt)} | xxd -r -p; printf '%s' ${quoted(opening.detail)}; } | sha256sum`,
    );
    lines.push(`# ${commitment}`);
  }
  return lines.join('\n');
}

/** One word for a POSIX shell, whatever stands in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
