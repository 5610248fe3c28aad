import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { countDue } from './cut-pieces.ts';
import { edgeOf, effectiveDays } from './override-store.ts';
import { titleOf } from './present.ts';
import { organisationRuleNames } from './rules.ts';
import { PreviewRetention, RetentionPreview } from './schema.ts';

export const previewRetention = operation({
  name: 'retention.preview',
  title: 'Count what retention would remove now',
  description:
    'Nothing is changed. What a legal hold keeps is not counted. With `rule` and `days`: what that rule would remove if it kept that many days.',
  http: 'GET /retention/preview',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: PreviewRetention,
  output: RetentionPreview,
  writes: false,
  run: async (ctx, { rule, days }) => {
    if (days !== undefined && rule === undefined) {
      throw fail('invalid_input', { problems: [{ path: 'rule', message: 'Say which rule would keep that long.' }] });
    }
    const effective = await effectiveDays(ctx.db);
    const asked = rule === undefined || days === undefined ? effective : { ...effective, [rule]: days };
    const rules = rule === undefined ? organisationRuleNames : organisationRuleNames.filter((name) => name === rule);
    const counts = await countDue(ctx, asked, rules);
    const data = rules.map((name) => ({
      rule: name,
      title: titleOf(name),
      days: asked[name],
      before: edgeOf(asked[name], ctx.now()),
      count: counts[name] ?? 0,
    }));
    return { data, total: data.reduce((sum, { count }) => sum + count, 0) };
  },
});
