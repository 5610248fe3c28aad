import { Callout } from '../ui/callout.tsx';
import { CopyButton } from '../ui/copy-button.tsx';

/** Recovery codes, this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Callout tone="warn" title="Keep these recovery codes" live>
      <p>
        Each signs you in once when your device is gone. They are shown this once: print them, or keep them in a safe.
      </p>
      <ul aria-label="Recovery codes" className="my-3 grid gap-y-1 font-mono text-xs sm:text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy all" labelled />
    </Callout>
  );
}
