import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { portions } from '@/components/ui/portions';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { ExplainedSale } from '@/lib/contracts/explanations';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import { add, exact, fromFraction, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { type ItemShown, PackagingStep, Step, WasteStep } from './explanation-steps';
import { ModifierFacts, UsageParts } from './modifier-facts';

/** A fraction with more decimals than any entry keeps: what was before the one rounding. */
const decimals = (fraction: string) => roundHalfEven(fromFraction(fraction), 12);

/** From the receipt to the value, in the order it is worked out. */
export function Explanation({ entry, sale }: { entry: LedgerEntry; sale: ExplainedSale }) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  const { mapping, modifier, packaging, waste, recipes, ingredient, cost } = sale;
  const item = sale.item ?? { name: '', sku: null };
  const base = units(ingredient.base_unit);
  return (
    <ol className="grid gap-6 [counter-reset:step]">
      <Step title={t('sold')} text={t('soldText', { lines: sale.lines.length })}>
        <SaleLines sale={sale} />
      </Step>
      {waste ? <WasteStep item={item} waste={waste} /> : null}
      {packaging ? <PackagingStep packaging={packaging} name={sale.item?.name ?? ''} /> : null}
      {mapping ? (
        <Step
          title={t('mapping')}
          text={t(mapping.is_subtraction ? 'subtracts' : 'takes', { item: item.name })}
        >
          <MappingFacts item={item} mapping={mapping} />
        </Step>
      ) : null}
      {modifier ? (
        <Step
          title={t('modifier')}
          text={
            modifier.parent_item_name === null
              ? t('modifierAlone', { item: item.name })
              : t('modifierUnder', { item: item.name, parent: modifier.parent_item_name })
          }
        >
          <ModifierFacts sale={sale} modifier={modifier} />
        </Step>
      ) : null}
      {mapping && sale.parts.length > 0 ? (
        <Step title={t('stoodFor')} text={t('stoodForText', { item: item.name })}>
          <UsageParts sale={sale} />
        </Step>
      ) : null}
      {recipes.length > 0 ? (
        <Step title={t('recipe')} text={t('recipeText', { ingredient: ingredient.name })}>
          <div className="grid gap-5">
            {recipes.map((recipe) => (
              <RecipeTable key={recipe.recipe_version_id} recipe={recipe} base={ingredient.base_unit} />
            ))}
          </div>
        </Step>
      ) : null}
      <Step title={t('amount')} text={t(sale.is_reversal ? 'amountReversal' : 'amountText')}>
        <Facts
          className="max-sm:grid-cols-1"
          facts={[
            [t(waste ? 'wastedQuantity' : 'soldQuantity'), <Amount key="s" value={sale.sold_quantity} />],
            [
              t('perItem'),
              sale.usage_per_item === null ? (
                t('perItemDiffers')
              ) : (
                <Amount key="p" value={decimals(sale.usage_per_item)} digits={12} unit={base} />
              ),
            ],
            [t('exact'), <Amount key="e" value={decimals(sale.exact_quantity)} digits={12} unit={base} />],
            [t('rounded'), <Amount key="r" value={entry.quantity} unit={base} />],
          ]}
        />
      </Step>
      <Step title={t('cost')} text={t(`costSources.${cost.source}`, { receipts: cost.receipts })}>
        <CostFacts entry={entry} cost={cost} base={base} />
      </Step>
    </ol>
  );
}

const sumOfLines = ({ lines }: ExplainedSale) =>
  roundHalfEven(lines.reduce((sum, { quantity }) => add(sum, exact(quantity)), ZERO));

function SaleLines({ sale }: { sale: ExplainedSale }) {
  const t = useTranslations('explanation');
  return (
    <Table bare stack label={t('sold')}>
      <thead>
        <tr>
          <Th>{t('time')}</Th>
          <Th>{t('receipt')}</Th>
          <Th>{t('line')}</Th>
          <Th num>{t('quantity')}</Th>
        </tr>
      </thead>
      <tbody>
        {sale.lines.map((line) => (
          <tr key={line.seq}>
            <Td>
              <Moment iso={line.sold_at} />
            </Td>
            <Td label={t('receipt')} className="break-all text-muted">
              {line.receipt_id ?? line.account_id}
            </Td>
            <Td label={t('line')}>
              {line.name}
              {line.void_reason ? <span className="text-muted"> · {line.void_reason}</span> : null}
            </Td>
            <Td num phone="lead">
              <Amount value={line.quantity} />
            </Td>
          </tr>
        ))}
        <tr className="font-semibold">
          <Td>{t('sum')}</Td>
          <Td phone="hide" />
          <Td phone="hide" />
          <Td num phone="lead">
            <Amount value={sumOfLines(sale)} />
          </Td>
        </tr>
      </tbody>
    </Table>
  );
}

function MappingFacts({
  item,
  mapping,
}: {
  item: ItemShown;
  mapping: NonNullable<ExplainedSale['mapping']>;
}) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  const mapped = units(mapping.unit ?? portions(mapping.quantity));
  return (
    <Facts
      className="sm:grid-cols-3"
      facts={[
        [
          t('item'),
          <TextLink key="i" href={`/integrations/lightspeed/items?search=${encodeURIComponent(item.name)}`}>
            {item.name}
          </TextLink>,
        ],
        [t('sku'), item.sku ?? '–'],
        [t('perSale'), <Amount key="q" value={mapping.quantity} unit={mapped} />],
        [t('target'), mapping.mapped_object_name],
        [t('version'), String(mapping.version)],
        [
          t('countsFrom'),
          mapping.effective_from === null ? t('allDays') : <Day key="f" date={mapping.effective_from} />,
        ],
      ]}
    />
  );
}

function RecipeTable({ recipe, base }: { recipe: ExplainedSale['recipes'][number]; base: string }) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium">
        <span className="text-muted">{t('level', { level: recipe.level + 1 })}</span>{' '}
        <TextLink href={`/inventory/recipes/${recipe.recipe_id}`}>{recipe.name}</TextLink>{' '}
        <span className="text-muted">{t('recipeVersion', { version: recipe.version })}</span>
      </h3>
      <Table bare stack label={recipe.name}>
        <thead>
          <tr>
            <Th>{t('takesPerPortion')}</Th>
            <Th num>{t('usable')}</Th>
            <Th num>{t('trim')}</Th>
            <Th num>{t('gross')}</Th>
          </tr>
        </thead>
        <tbody>
          {recipe.lines.map((line) => {
            const unitOf = (quantity: string) =>
              units(line.sub_recipe_id ? portions(quantity) : (line.unit ?? base));
            return (
              <tr key={line.position}>
                <Td className="font-medium">{line.name}</Td>
                <Td num label={t('usable')}>
                  <Amount value={line.quantity} unit={unitOf(line.quantity)} />
                </Td>
                <Td num label={t('trim')}>
                  <Amount value={line.trim_percent} unit="%" />
                </Td>
                <Td num phone="lead">
                  <Amount value={line.gross_quantity} digits={12} unit={unitOf(line.gross_quantity)} />
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

function CostFacts({ entry, cost, base }: { entry: LedgerEntry; cost: ExplainedSale['cost']; base: string }) {
  const t = useTranslations('explanation');
  return (
    <Facts
      facts={[
        ...(cost.source === 'receipts'
          ? ([
              [t('received'), <Amount key="q" value={cost.received_quantity} unit={base} />],
              [t('receivedValue'), <Amount key="v" value={cost.received_value} digits={12} minDigits={2} />],
            ] as const)
          : []),
        ...(cost.fallback_receipt_day === null
          ? []
          : ([[t('firstReceipt'), <Day key="d" date={cost.fallback_receipt_day} />]] as const)),
        [t('unitCost'), <Amount key="c" value={entry.unit_cost} minDigits={2} />],
        [t('value'), <Amount key="w" value={entry.value} digits={12} minDigits={2} />],
      ]}
    />
  );
}
