import {
  BellRing,
  BookOpen,
  Building2,
  FileUp,
  Globe,
  Handshake,
  KeyRound,
  LayoutDashboard,
  ListTodo,
  MessagesSquare,
  MonitorSmartphone,
  ScrollText,
  Share2,
  ShieldCheck,
  Signature,
  UserRoundCog,
  Users,
} from 'lucide-react';
import type { NavigationIcon as Name } from './navigation.ts';

const icons: Readonly<Record<Name, typeof Users>> = {
  overview: LayoutDashboard,
  contacts: Users,
  deals: Handshake,
  activities: ListTodo,
  interactions: MessagesSquare,
  imports: FileUp,
  keys: KeyRound,
  origins: Globe,
  docs: BookOpen,
  audit: ShieldCheck,
  alerts: BellRing,
  members: UserRoundCog,
  receipts: ScrollText,
  ledger: Signature,
  shares: Share2,
  settings: Building2,
  sessions: MonitorSmartphone,
};

export function NavigationIcon({ name, className }: { name: Name; className?: string | undefined }) {
  const Icon = icons[name];
  return <Icon aria-hidden="true" className={className} />;
}
