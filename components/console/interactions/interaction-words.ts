import {
  CircleDot,
  Globe,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  Share2,
  UsersRound,
} from 'lucide-react';
import type { InteractionAnswer, InteractionChannel } from '#lib/interactions/schema.ts';

/** How each channel reads and looks. */
export const channelLooks: Readonly<Record<InteractionChannel, { label: string; Icon: LucideIcon }>> = {
  email: { label: 'E-mail', Icon: Mail },
  call: { label: 'Call', Icon: Phone },
  sms: { label: 'SMS', Icon: MessageSquareText },
  chat: { label: 'Chat', Icon: MessageCircle },
  meeting: { label: 'Meeting', Icon: UsersRound },
  web: { label: 'Web', Icon: Globe },
  social: { label: 'Social', Icon: Share2 },
  other: { label: 'Other', Icon: CircleDot },
};

export const directionWords: Readonly<Record<InteractionAnswer['direction'], string>> = {
  inbound: 'Inbound',
  outbound: 'Outbound',
};

/** What an interaction is called in a list: what it was about, else by which way they spoke. */
export function interactionTitle({ subject, channel }: InteractionAnswer): string {
  return subject ?? channelLooks[channel].label;
}
