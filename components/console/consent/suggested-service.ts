import type { AskedCategory, ConsentService } from '#lib/consent/categories.ts';
import { servicePresets } from '#lib/consent/presets.ts';
import { hostField } from '#lib/consent/settings-fields.ts';
import { slugOf } from '#lib/platform/slug-text.ts';

/**
 * The service that a link of a scan's report brings along: `?preset=`, by the id of a preset, or `?host=`. Null when there is none,
 * or when it is in the table already.
 */
export function suggestedService(
  query: Pick<URLSearchParams, 'get'>,
  services: readonly ConsentService[],
  categories: readonly AskedCategory[],
): ConsentService | null {
  const preset = servicePresets.find(({ id }) => id === query.get('preset'));
  if (preset !== undefined) return services.some(({ id }) => id === preset.id) ? null : preset;
  const { success, data: host } = hostField.safeParse(query.get('host') ?? '');
  if (!success || services.some(({ hosts }) => hosts.includes(host))) return null;
  return { id: slugOf(host), name: host, category: categories[0] ?? 'functional', hosts: [host], cookies: [] };
}
