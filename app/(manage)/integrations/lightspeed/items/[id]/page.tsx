import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { tillCurrency } from '@/app/(manage)/_lib/till-currency';
import { traced } from '@/app/(manage)/_lib/traced';
import { Findings } from '@/components/desk/findings';
import { History } from '@/components/history/history';
import { Elsewhere } from '@/components/shell/elsewhere';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { portions } from '@/components/ui/portions';
import { TextLink } from '@/components/ui/text-link';
import type { Item } from '@/lib/contracts/lightspeed';
import type { ItemModifierRules } from '@/lib/contracts/modifiers';
import { exact, isDecimal, roundHalfEven } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit } from '@/lib/core/units';
import { effectText } from '@/lib/i18n/effect-text';
import { showFigure } from '@/lib/i18n/figures';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { historyOf } from '@/lib/services/history/list-history';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { getItem } from '@/lib/services/item/get-item';
import { getModifierRules } from '@/lib/services/modifier/get-modifier-rules';

const ITEMS = '/integrations/lightspeed/items';

interface Read {
  item: Item;
  rules: ItemModifierRules['rules'];
}
async function read(ctx: ServiceContext, input: { id: string; company_id: string }): Promise<Read> {
  const item = await getItem(ctx, input);
  const { rules } = await getModifierRules(ctx, input);
  return { item, rules };
}
const page = thingPage('item', read);
export const generateMetadata = page.title(({ item }) => item.name);

/** An item of the till: what is said of it, the names that counts for, what became new, and its history. */
export default traced(async function ItemPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ history?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const { id } = await params;
  const query = await queryOf(searchParams);
  const t = await getTranslations('item');
  const lightspeed = await getTranslations('lightspeed');
  const { thing, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const { item, rules } = thing;
  const mine = { id, company_id: company.id };
  const [history, today, currency] = await Promise.all([
    listFrom(query.history, (cursor) => historyOf('item')(ctx, { ...mine, limit: 20, cursor })),
    currentDay(ctx, company.id),
    getIntegration(ctx, { company_id: company.id }).then((till) => till && tillCurrency(ctx, till.id)),
  ]);
  return (
    <>
      <PageHeader
        title={item.name}
        badge={item.is_archived ? <Badge>{lightspeed('archived')}</Badge> : null}
        text={t('text')}
        crumbs={[
          { href: '/integrations', label: lightspeed('integrations') },
          { href: '/integrations/lightspeed', label: 'Lightspeed K-Series' },
          { href: ITEMS, label: lightspeed('items') },
        ]}
        actions={
          <Link
            className={buttonClass({ variant: 'secondary' })}
            href={`${ITEMS}?search=${encodeURIComponent(item.name)}`}
          >
            {t('atDesk')}
          </Link>
        }
      />
      <div className="grid gap-6">
        <Findings findings={item.findings} />
        <About item={item} rules={rules} currency={currency} />
        <History
          of={{ kind: 'item', id, companyId: company.id }}
          history={history}
          today={today}
          path={`${ITEMS}/${id}`}
          params={query}
        />
      </div>
    </>
  );
});

function About({ item, rules, currency }: Read & { currency: string | null }) {
  const t = useTranslations('item');
  const desk = useTranslations('desk');
  const common = useTranslations('common');
  const takes = useTakes();
  const { mapping, other_names: others, predecessor } = item;
  const decided =
    mapping !== null
      ? takes({ ...mapping, name: mapping.mapped_object_name })
      : t(item.state === 'ignored' ? 'ignored' : rules.length > 0 ? 'asModifier' : 'open');
  return (
    <Card>
      <Facts
        className="sm:grid-cols-3"
        facts={[
          [t('takes'), mapping?.is_subtraction ? desk('addsBack', { takes: decided }) : decided],
          ...(item.state === 'unmapped'
            ? []
            : [
                [
                  t('names'),
                  others === null
                    ? t('anyName')
                    : [item.name, ...others].map((name) => common('quoted', { name })).join(', '),
                ] as const,
              ]),
          ...(rules.length === 0 ? [] : [[t('modifier'), <Effects key="e" rules={rules} />] as const]),
          [t('sku'), item.sku ?? '–'],
          [t('group'), item.accounting_group ?? '–'],
          [t('price'), <Amount key="p" value={item.price} unit={currency} digits={2} minDigits={2} />],
          ...(item.docket_name && item.docket_name !== item.name
            ? [[t('docket'), item.docket_name] as const]
            : []),
          ...(item.split_from
            ? [
                [
                  t('splitFrom'),
                  <TextLink key="s" href={`${ITEMS}/${item.split_from}`}>
                    {t('showIt')}
                  </TextLink>,
                ] as const,
              ]
            : []),
          ...(predecessor
            ? [
                [
                  t('predecessor'),
                  <TextLink key="p" href={`${ITEMS}/${predecessor.item_id}`}>
                    {predecessor.name}
                  </TextLink>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What it does under which parents (R37), a line each. */
function Effects({ rules }: Pick<Read, 'rules'>) {
  const t = useTranslations('desk.modifiers');
  const units = useTranslations('units');
  const locale = useLocale();
  return (
    <ul>
      {rules.map(({ mapped_object_name, replaces_ingredient_name, ...rule }) => {
        const { parent_item_name: parent, parent_accounting_group: group } = rule;
        const names = { name: mapped_object_name ?? '', replaces_name: replaces_ingredient_name ?? '' };
        const under = parent ?? group;
        const scope =
          under === null ? t('forAll') : t(parent === null ? 'forGroup' : 'under', { name: under });
        return <li key={rule.id}>{`${effectText({ ...rule, ...names }, t, units, locale)} ${scope}`}</li>;
      })}
    </ul>
  );
}

/** An amount of an ingredient or recipe, in the reader's words. */
function useTakes() {
  const units = useTranslations('units');
  const locale = useLocale();
  return ({
    quantity,
    unit,
    name,
  }: {
    quantity: string | null;
    unit: string | null;
    name: string | null;
  }) => {
    if (quantity === null || !isDecimal(quantity)) return name ?? '';
    const said = unit === null ? null : asSpoken(exact(quantity), unit as BaseUnit);
    const amount = said ? roundHalfEven(said.amount) : quantity;
    return `${showFigure(amount, locale)} ${units(said?.unit ?? portions(quantity))} ${name ?? ''}`.trim();
  };
}
