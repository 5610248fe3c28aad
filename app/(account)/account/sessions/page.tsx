// The same page as in the console, for who is in no organisation, or shut out of theirs.
export { default, metadata } from '../../../(console)/[org]/sessions/page.tsx';
