import {
  BellRing,
  BookOpen,
  Building2,
  DatabaseBackup,
  Download,
  Files,
  FileUp,
  Globe,
  Handshake,
  Inbox,
  KeyRound,
  LayoutDashboard,
  ListTodo,
  MessagesSquare,
  MonitorSmartphone,
  ScrollText,
  Share2,
  ShieldCheck,
  Signature,
  TableProperties,
  TimerReset,
  UserRoundCog,
  UserRoundSearch,
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
  files: Files,
  exports: Download,
  people: UserRoundSearch,
  requests: Inbox,
  retention: TimerReset,
  inventory: TableProperties,
  backups: DatabaseBackup,
  settings: Building2,
  sessions: MonitorSmartphone,
};

export function NavigationIcon({ name, className }: { name: Name; className?: string | undefined }) {
  const Icon = icons[name];
  return <Icon aria-hidden="true" className={className} />;
}
