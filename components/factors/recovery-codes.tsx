import { Callout } from '../ui/callout.tsx';
import { CopyButton } from '../ui/copy-button.tsx';

/** Recovery codes, this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Callout tone="warn" title="Keep these recovery codes" live>
      <p>
        Each signs you in once when your device is gone. They are shown this once: print them, or keep them in a safe.
      </p>
      <ul aria-label="Recovery codes" className="my-3 grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy all" />
    </Callout>
  );
}
