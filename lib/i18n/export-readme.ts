import { createTranslator } from 'use-intl/core';
import { KEPT, KEPT_NAMES, type KeptName } from '@/lib/core/kept-data';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

/** In which words a table is told. */
function toldBy(table: string): KeptName | undefined {
  return KEPT_NAMES.find((name) => (KEPT[name].tables as readonly string[]).includes(table));
}

/** What an export says of itself, in both languages. */
export function exportReadme(
  kind: 'company' | 'person',
  tables: readonly string[],
  at: Date,
  of: string,
): string {
  return (['de', 'en'] as const)
    .map((locale) => {
      const t = createTranslator({
        locale,
        messages: locale === 'de' ? de : en,
        namespace: 'privacy',
        timeZone: 'UTC',
      });
      const files = tables.map((table) => {
        const name = toldBy(table);
        return `- ${table}.csv: ${name ? t(`kept.${name}.what`) : ''}`;
      });
      if (kind === 'company') files.push(`- answers.ndjson: ${t('kept.answers.what')}`);
      return [
        `# ${t(`export.${kind}Readme`, { of })}`,
        '',
        t('export.madeAt', { at: at.toISOString() }),
        '',
        ...files,
        '',
        t('export.format'),
      ].join('\n');
    })
    .join('\n\n\n');
}
