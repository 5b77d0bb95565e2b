import { withoutMarks } from '@/components/ui/rank-options';

import type {
  EffectFields,
  Modifier,
  ModifierRuleInput,
  SaidRule,
  SuggestedEffect,
} from '@/lib/contracts/modifiers';

type Parent = Modifier['parents'][number];
/** Whom a rule is said for: one parent, an accounting group of them, or every parent. */
export interface Scope {
  parentId: string | null;
  group: string | null;
}
/** A row of the segment: a modifier for all its parents, and beneath it what is said for some of them. */
export interface ModifierRow extends Scope {
  id: string;
  kind: 'all' | 'group' | 'parent';
  modifier: Modifier;
  /** Of the parent or group; of a row for all the modifier's. */
  name: string;
  sold: { lines: number; quantity: string; net_value: string };
  /** The parents it speaks of. */
  parents: readonly Parent[];
  isOpen: boolean;
}

export const modifierRowId = (id: string) => `modifier-${id}`;
const isFor = (scope: Scope) => (rule: SaidRule) =>
  rule.parent_item_id === scope.parentId && rule.parent_accounting_group === scope.group;

/** What is shown: modifiers a search finds, and the parents of those that are open. */
export function modifierRows(
  modifiers: readonly Modifier[],
  open: ReadonlySet<string>,
  search: string,
): ModifierRow[] {
  const words = withoutMarks(search.trim().toLowerCase());
  const matches = ({ name, sku }: Modifier) =>
    words === '' || withoutMarks(`${name}\n${sku ?? ''}`.toLowerCase()).includes(words);
  return modifiers.filter(matches).flatMap((modifier) => {
    const isOpen = open.has(modifier.item_id);
    const row: ModifierRow = {
      id: modifier.item_id,
      kind: 'all',
      parentId: null,
      group: null,
      modifier,
      name: modifier.name,
      sold: modifier,
      parents: modifier.parents,
      isOpen,
    };
    return isOpen ? [row, ...rowsBeneath(modifier)] : [row];
  });
}

/**
 * Parents by accounting group, each group with a row of its own where it has several or something is said.
 */
function rowsBeneath(modifier: Modifier): ModifierRow[] {
  const groups = new Map<string | null, Parent[]>();
  for (const parent of withSaidParents(modifier)) {
    groups.set(parent.accounting_group, [...(groups.get(parent.accounting_group) ?? []), parent]);
  }
  for (const { parent_accounting_group: group } of modifier.rules)
    if (group !== null && !groups.has(group)) groups.set(group, []);
  return [...groups].flatMap(([group, parents]) => {
    const isSaid = modifier.rules.some(isFor({ parentId: null, group }));
    const hasRow = group !== null && (parents.length > 1 || isSaid);
    const own = { modifier, isOpen: false } as const;
    const groupRow: ModifierRow[] = hasRow
      ? [
          {
            ...own,
            id: `${modifier.item_id}-${group}`,
            kind: 'group',
            parentId: null,
            group,
            name: group,
            sold: sumOf(parents),
            parents,
          },
        ]
      : [];
    return [
      ...groupRow,
      ...parents.map(
        (parent): ModifierRow => ({
          ...own,
          id: `${modifier.item_id}-${parent.item_id}`,
          kind: 'parent',
          parentId: parent.item_id,
          group: null,
          name: parent.name,
          sold: parent,
          parents: [parent],
        }),
      ),
    ];
  });
}

/** Also parents that something is said for and that were not sold of late. */
function withSaidParents({ parents, rules }: Modifier): Parent[] {
  const known = new Set(parents.map(({ item_id }) => item_id));
  return [
    ...parents,
    ...rules.flatMap(({ parent_item_id: id, parent_item_name: name }) =>
      id === null || known.has(id)
        ? []
        : [
            {
              item_id: id,
              name: name ?? '',
              accounting_group: null,
              lines: 0,
              quantity: '0',
              net_value: '0',
              suggestion: null,
            },
          ],
    ),
  ];
}

/** Figures for the eye only. */
const sumOf = (parents: readonly Parent[]) => ({
  lines: parents.reduce((sum, { lines }) => sum + lines, 0),
  quantity: String(parents.reduce((sum, { quantity }) => sum + Number(quantity), 0)),
  net_value: parents.reduce((sum, { net_value }) => sum + Number(net_value), 0).toFixed(2),
});

/** What counts for a row (R37): what is said for it, else for its group, else for all parents. */
export function countsFor(row: ModifierRow): { rule: SaidRule; isOwn: boolean } | null {
  const { rules } = row.modifier;
  const own = rules.find(isFor(row));
  if (own) return { rule: own, isOwn: true };
  const group = row.kind === 'parent' ? (row.parents[0]?.accounting_group ?? null) : null;
  const rule =
    (group === null ? undefined : rules.find(isFor({ parentId: null, group }))) ??
    (row.kind === 'all' ? undefined : rules.find(isFor({ parentId: null, group: null })));
  return rule ? { rule, isOwn: false } : null;
}

/** Decided (R43): something is said for all parents, or for each that it was sold under. */
export function isSaidWhereSold({ rules, parents }: Modifier): boolean {
  if (rules.some(isFor({ parentId: null, group: null }))) return true;
  const isSaid = ({ item_id: parentId, accounting_group: group }: Parent) =>
    rules.some(isFor({ parentId, group: null })) ||
    (group !== null && rules.some(isFor({ parentId: null, group })));
  return parents.length > 0 && parents.every(isSaid);
}

/** What is offered for a row: for all, what is offered for most; for a group, where its parents agree. */
export function offerFor(row: ModifierRow): SuggestedEffect | null {
  if (row.kind === 'parent') return row.parents[0]?.suggestion ?? null;
  if (row.kind === 'all') {
    const { suggested_rules: rules } = row.modifier;
    return rules.find((one) => one.parent_item_id === null && one.parent_accounting_group === null) ?? null;
  }
  const [first, ...others] = row.parents.map(({ suggestion }) => suggestion);
  return first && others.every((one) => one && isSameEffect(one, first)) ? first : null;
}

const FIELDS = [
  'effect',
  'mapped_object_type',
  'mapped_object_id',
  'replaces_ingredient_id',
  'quantity',
  'unit',
  'factor',
  'share',
] as const;
const isSameEffect = (one: EffectFields, other: EffectFields): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

/** An offer that would change what counts. A removal of what a parent does not have changes nothing. */
export function newOfferFor(row: ModifierRow): SuggestedEffect | null {
  const offer = offerFor(row);
  const counts = countsFor(row);
  if (!offer || (counts && isSameEffect(counts.rule, offer))) return null;
  return counts && offer.reason.code === 'parent_has_none' ? null : offer;
}

/** A rule as it is sent: only what its effect takes. */
const toRuleInput = (scope: Scope, effect: EffectFields): ModifierRuleInput => ({
  ...(scope.parentId !== null && { parent_item_id: scope.parentId }),
  ...(scope.group !== null && { parent_accounting_group: scope.group }),
  effect: effect.effect,
  ...(effect.mapped_object_type !== null && { mapped_object_type: effect.mapped_object_type }),
  ...(effect.mapped_object_id !== null && { mapped_object_id: effect.mapped_object_id }),
  ...(effect.replaces_ingredient_id !== null && { replaces_ingredient_id: effect.replaces_ingredient_id }),
  ...(effect.quantity !== null && { quantity: effect.quantity }),
  ...(effect.quantity !== null && effect.unit !== null && { unit: effect.unit }),
  ...(effect.factor !== null && { factor: effect.factor }),
  ...(effect.share !== null && { share: effect.share }),
});

const scopeOf = (rule: Pick<SaidRule, 'parent_item_id' | 'parent_accounting_group'>): Scope => ({
  parentId: rule.parent_item_id,
  group: rule.parent_accounting_group,
});

export const currentRules = ({ rules }: Modifier): ModifierRuleInput[] =>
  rules.map((rule) => toRuleInput(scopeOf(rule), rule));

/** All rules with this one for the row instead; null: without one. */
export function rulesWith(row: ModifierRow, effect: EffectFields | null): ModifierRuleInput[] {
  const others = row.modifier.rules.filter((rule) => !isFor(row)(rule));
  return [
    ...(effect ? [toRuleInput(row, effect)] : []),
    ...others.map((rule) => toRuleInput(scopeOf(rule), rule)),
  ];
}

/** All that is offered for all parents at once, with its exceptions. */
export const offeredRules = ({ suggested_rules: rules }: Modifier): ModifierRuleInput[] =>
  rules.map((rule) => toRuleInput(scopeOf(rule), rule));
