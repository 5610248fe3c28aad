import { describe, expect, it } from 'vitest';
import { interactionChannels, ListInteractions } from '#lib/interactions/schema.ts';
import { interactionFilterOf, isFiltered } from '../../../../components/console/interactions/interaction-filter.ts';
import { channelLooks, interactionTitle } from '../../../../components/console/interactions/interaction-words.ts';

describe('the filter of interactions in an address', () => {
  it('asks for whole days, and for what the address names', () => {
    const query = { contactId: 'con_1', channel: 'sms', direction: 'inbound', from: '2026-01-01', to: '2026-01-31' };
    expect(interactionFilterOf(query)).toEqual({
      contactId: 'con_1',
      channel: 'sms',
      direction: 'inbound',
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
    });
    expect(isFiltered(query)).toBe(true);
    expect(isFiltered({ cursor: 'x', channel: '' })).toBe(false);
  });

  it('is accepted by the operation, whatever stands in the address', () => {
    for (const text of ['', 'nonsense', '2026-02-31', '2026-99-99', '٣', 'x'.repeat(5_000)]) {
      const query = { contactId: text, channel: text, direction: [text, text], from: text, to: text };
      expect(ListInteractions.safeParse(interactionFilterOf(query)).error, text).toBeUndefined();
    }
  });
});

describe('an interaction in a list', () => {
  it('is called by its subject, else by its channel', () => {
    const interaction = {
      id: 'int_1',
      contactId: 'con_1',
      contactName: null,
      direction: 'inbound',
      occurredAt: '2026-01-01T00:00:00.000Z',
      body: null,
      metadata: {},
      externalId: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    } as const;
    expect(interactionTitle({ ...interaction, channel: 'email', subject: 'Offer' })).toBe('Offer');
    const titles = interactionChannels.map((channel) => interactionTitle({ ...interaction, channel, subject: null }));
    expect(titles).toEqual(interactionChannels.map((channel) => channelLooks[channel].label));
    expect(new Set(titles).size).toBe(interactionChannels.length);
  });
});
