import { type OpenApiDocument, type OperationObject, type ResponseObject, resolved } from '#lib/contract/document.ts';
import { type ErrorCode, errorTable } from '#lib/platform/errors.ts';

/** Every problem that an operation can be answered with. */
export function RefusalTable({ document, operation }: { document: OpenApiDocument; operation: OperationObject }) {
  const rows = Object.entries(operation.responses)
    .filter(([status]) => /^[45]/.test(status))
    .flatMap(([status, response]) => {
      const { content } = resolved<ResponseObject>(document, response);
      const codes = Object.keys(content?.['application/problem+json']?.examples ?? {}) as ErrorCode[];
      return codes.map((code) => ({ status, code, message: errorTable[code].message }));
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section tabIndex={0} aria-label={`Refusals of ${operation.operationId}`} className="overflow-x-auto">
      <table className="w-full min-w-md text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Status
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Code
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Says
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ status, code, message }) => (
            <tr key={code}>
              <td className="py-1.5 pr-4 align-top font-mono text-xs text-ink-2">{status}</td>
              <td className="py-1.5 pr-4 align-top">
                <code className="font-mono text-xs text-ink">{code}</code>
              </td>
              <td className="py-1.5 align-top text-ink-2">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
