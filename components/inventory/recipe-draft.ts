import { kept, keptText } from '@/components/ui/use-draft';
import { BASE_UNITS, type BaseUnit, type Recipe } from '@/lib/contracts/inventory';
import { type Figure, figureFrom, figureOf, NO_FIGURE } from '@/lib/i18n/figures';

export type RecipeLine = {
  key: string;
  target: string;
  quantity: Figure;
  unit: BaseUnit | '';
  trim: Figure;
};
/** `version`: of the recipe it was begun on. */
export type RecipeDraft = { version: number; name: string; lines: readonly RecipeLine[] };

export const savedRecipe = (recipe: Recipe): RecipeDraft => ({
  version: recipe.version,
  name: recipe.name,
  lines: recipe.lines.map((line) => ({
    key: line.id,
    target: line.ingredient_id ? `ingredient:${line.ingredient_id}` : `recipe:${line.sub_recipe_id}`,
    quantity: figureOf(line.quantity),
    unit: line.unit ?? line.base_unit ?? '',
    trim: figureOf(line.trim_percent),
  })),
});

/** A new line, by a key that none has. */
export function withNewLine(lines: readonly RecipeLine[]): readonly RecipeLine[] {
  let number = lines.length;
  while (lines.some((line) => line.key === `new-${number}`)) number += 1;
  return [...lines, { key: `new-${number}`, target: '', quantity: NO_FIGURE, unit: '', trim: figureOf('0') }];
}

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
    const line = kept(value, 'key', 'target', 'quantity', 'unit', 'trim');
    if (!line) return [];
    const target = keptText(line.target);
    return [
      {
        key: keptText(line.key),
        target: knows(target) ? target : '',
        quantity: figureFrom(line.quantity) ?? NO_FIGURE,
        unit: BASE_UNITS.find((unit) => unit === line.unit) ?? '',
        trim: figureFrom(line.trim) ?? figureOf('0'),
      },
    ];
  });
  return { version: draft.version, name: keptText(draft.name), lines };
}
