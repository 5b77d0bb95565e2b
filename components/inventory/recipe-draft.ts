import { kept, keptText } from '@/components/ui/use-form-draft';
import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/common';
import type { Recipe } from '@/lib/contracts/recipes';
import type { ListedLine } from '@/lib/core/imports/recipe-list';
import { type Figure, figureFrom, figureOf, NO_FIGURE } from '@/lib/i18n/figures';

/** `target`: an ingredient or a recipe, as the chooser names it. */
export type RecipeLine = {
  target: string;
  quantity: Figure;
  unit: BaseUnit | '';
  trim: Figure;
  /** What a pasted line called its target, and its text where that was not clear; '' for none. */
  asked: string;
  said: string;
};
/** `version`: of the recipe it was begun on. */
export type RecipeDraft = { version: number; name: string; lines: RecipeLine[] };

export const savedRecipe = (recipe: Recipe): RecipeDraft => ({
  version: recipe.version,
  name: recipe.name,
  lines: recipe.lines.map((line) => ({
    target: line.ingredient_id ? `ingredient:${line.ingredient_id}` : `recipe:${line.sub_recipe_id}`,
    quantity: figureOf(line.quantity),
    unit: line.unit ?? line.base_unit ?? '',
    trim: figureOf(line.trim_percent),
    asked: '',
    said: '',
  })),
});

export const newLine = (): RecipeLine => ({
  target: '',
  quantity: NO_FIGURE,
  unit: '',
  trim: figureOf('0'),
  asked: '',
  said: '',
});

/** A line of a pasted list. */
export const pastedLine = (line: ListedLine): RecipeLine => ({
  target: line.target,
  quantity: figureOf(line.quantity),
  unit: line.unit,
  trim: figureOf(line.trimPercent),
  asked: line.target === '' ? line.name : '',
  said: line.said,
});

/** Nothing was chosen or typed: the line that Enter began and nobody needed. */
const isBlank = ({ target, quantity, said }: RecipeLine) =>
  target === '' && quantity.value === '' && said === '';
/** Without the blank lines at the end, which are not sent: what is sent keeps its place. */
export const withoutBlankEnd = (lines: readonly RecipeLine[]): RecipeLine[] =>
  lines.slice(0, lines.findLastIndex((line) => !isBlank(line)) + 1);

export function saysTheSame(a: RecipeDraft, b: RecipeDraft): boolean {
  const said = ({ name, lines }: RecipeDraft) =>
    JSON.stringify([name, lines.map((l) => [l.target, l.quantity.value, l.unit, l.trim.value])]);
  return said(a) === said(b);
}

/** A recipe kept in a draft; what is gone meanwhile is to be chosen anew. */
export function reviveRecipe(value: unknown, knows: (target: string) => boolean): RecipeDraft | null {
  const draft = kept(value, 'version', 'name', 'lines');
  if (!draft || typeof draft.version !== 'number' || !Array.isArray(draft.lines)) return null;
  const lines = draft.lines.flatMap((value: unknown): RecipeLine[] => {
    const line = kept(value, 'target', 'quantity', 'unit', 'trim');
    if (!line) return [];
    const target = keptText(line.target);
    return [
      {
        target: knows(target) ? target : '',
        quantity: figureFrom(line.quantity) ?? NO_FIGURE,
        unit: BASE_UNITS.find((unit) => unit === line.unit) ?? '',
        trim: figureFrom(line.trim) ?? figureOf('0'),
        ...saidOf(value),
      },
    ];
  });
  return { version: draft.version, name: keptText(draft.name), lines };
}

/** Drafts of before have none. */
function saidOf(value: unknown): Pick<RecipeLine, 'asked' | 'said'> {
  const line = kept(value, 'asked', 'said');
  return { asked: keptText(line?.asked), said: keptText(line?.said) };
}

/** What the contract of a recipe's change is asked about. */
export const recipeChange = (id: string, { name, lines }: RecipeDraft) => ({
  kind: 'recipe' as const,
  recipe_id: id,
  name,
  lines: withoutBlankEnd(lines).map((line) => {
    const [type, targetId] = line.target.split(':');
    const amount = { quantity: line.quantity.value, trim_percent: line.trim.value || '0' };
    return type === 'recipe'
      ? { sub_recipe_id: targetId, ...amount }
      : { ingredient_id: targetId, unit: line.unit || null, ...amount };
  }),
});
const FIELDS: Readonly<Record<string, string>> = {
  ingredient_id: 'target',
  sub_recipe_id: 'target',
  trim_percent: 'trim',
};
/** Where the form has what the contract of a recipe calls so. */
export const recipeField = (path: readonly PropertyKey[]): string =>
  path.map((name) => FIELDS[String(name)] ?? String(name)).join('.');
