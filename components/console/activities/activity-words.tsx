import { CalendarDays, CircleCheckBig, Mail, Phone, StickyNote } from 'lucide-react';
import type { ActivityKind } from '#lib/crm/activities/schema.ts';

/** How each kind of activity reads and looks. */
export const activityLooks: Readonly<Record<ActivityKind, { label: string; Icon: typeof Mail }>> = {
  call: { label: 'Call', Icon: Phone },
  email: { label: 'E-mail', Icon: Mail },
  meeting: { label: 'Meeting', Icon: CalendarDays },
  note: { label: 'Note', Icon: StickyNote },
  task: { label: 'Task', Icon: CircleCheckBig },
};
