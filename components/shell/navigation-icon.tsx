import {
  Building2,
  FileUp,
  Handshake,
  KeyRound,
  LayoutDashboard,
  ListTodo,
  MonitorSmartphone,
  ScrollText,
  UserRoundCog,
  Users,
} from 'lucide-react';
import type { NavigationIcon as Name } from './navigation.ts';

const icons: Readonly<Record<Name, typeof Users>> = {
  overview: LayoutDashboard,
  contacts: Users,
  deals: Handshake,
  activities: ListTodo,
  imports: FileUp,
  keys: KeyRound,
  members: UserRoundCog,
  receipts: ScrollText,
  settings: Building2,
  sessions: MonitorSmartphone,
};

export function NavigationIcon({ name, className }: { name: Name; className?: string | undefined }) {
  const Icon = icons[name];
  return <Icon aria-hidden="true" className={className} />;
}
