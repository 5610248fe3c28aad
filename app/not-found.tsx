import { MessagePage } from '../components/shell/message-page.tsx';
import { LinkButton } from '../components/ui/link-button.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      action={
        <LinkButton href="/" variant="primary">
          Go to the start
        </LinkButton>
      }
    >
      The address may be mistyped, or what was here has been removed, or it belongs to somebody else.
    </MessagePage>
  );
}
