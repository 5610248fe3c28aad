/** The id to quote when one asks for help; nothing where there is none. */
export function RequestIdNote({ requestId }: { requestId: string | undefined }) {
  if (!requestId) return null;
  return (
    <span className="mt-1 block text-xs">
      Request id <code className="font-mono select-all">{requestId}</code>
    </span>
  );
}
