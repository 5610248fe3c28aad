import { SearchX } from 'lucide-react';
import { EmptyState } from '../../../components/ui/empty-state.tsx';

/** Inside an organisation: what was never there, what is gone, and what belongs to others look alike. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState icon={<SearchX />} title="There is nothing here">
        It may have been deleted, or the address is mistyped.
      </EmptyState>
    </>
  );
}
