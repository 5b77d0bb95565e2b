import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/text-link';
import type { Use } from '@/lib/contracts/ingredients';

/** Recipes and items that use a thing, each a link to where that can be changed. */
export function Uses({ uses }: { uses: readonly Use[] }) {
  const t = useTranslations('inventory');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(['recipe', 'mapping'] as const).map((kind) => {
        const some = uses.filter((use) => use.kind === kind);
        return some.length === 0 ? null : (
          <div key={kind} className="min-w-0">
            <h3 className="mb-1 text-sm text-muted">
              {t(kind === 'recipe' ? 'usedInRecipes' : 'usedInItems', { count: some.length })}
            </h3>
            <ul className="grid gap-1">
              {some.map((use) => (
                <li key={use.id} className="break-words">
                  <TextLink href={placeOf(use)}>{use.name}</TextLink>{' '}
                  {use.is_archived ? <Badge>{t('archived')}</Badge> : null}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function placeOf({ kind, id, name, is_archived }: Use): string {
  if (kind === 'recipe') return `/inventory/recipes/${id}`;
  const query = new URLSearchParams({
    segment: 'mapped',
    search: name,
    ...(is_archived && { archived: 'true' }),
  });
  return `/integrations/lightspeed/items?${query}`;
}
