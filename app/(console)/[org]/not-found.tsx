import { FileQuestionMark } from 'lucide-react';
import { EmptyState } from '../../../components/ui/empty-state.tsx';

/** Within the console: the frame stays, so that one can go on. */
export default function ConsoleNotFound() {
  return (
    <EmptyState level={1} icon={<FileQuestionMark />} title="There is nothing here">
      The address may be mistyped, or what was here has been removed, or it belongs to somebody else.
    </EmptyState>
  );
}
