import { FIELDS, type ImportKind, type Language } from './kinds';
import type { Known, KnownCount, KnownIngredient, KnownItem, KnownLine } from './plan';
import { listed } from './plan-ingredients';
import { answerWord, unitWord } from './words';

/** A cell of an export: text, or a decimal with a point. */
export type SheetCell = { text: string | null } | { decimal: string | null };
const text = (value: string | null): SheetCell => ({ text: value });
const decimal = (value: string | null): SheetCell => ({ decimal: value });

/** The headings of a kind, as an export and a template have them. */
export const headingsOf = (kind: ImportKind, language: Language): string[] =>
  FIELDS[kind].map(({ headings }) => headings[language][0] as string);

type Company = Omit<Known, 'unitsInUse' | 'today' | 'lockedUntil'>;

/** What a company has of a kind, in the shape in which it is imported (R42), a row after another. */
export function* sheetRows(kind: ImportKind, known: Company, language: Language): Generator<SheetCell[]> {
  const names = new Map([...known.ingredients, ...known.recipes].map(({ id, name }) => [id, name]));
  switch (kind) {
    case 'ingredients':
      for (const one of known.ingredients)
        yield [
          text(one.name),
          text(unitWord(one.baseUnit, language)),
          decimal(one.standardCost),
          text(listed(one.allergens).join(', ')),
          decimal(one.minimumQuantity),
        ];
      return;
    case 'recipes':
      for (const { name, lines } of known.recipes) {
        if (lines.length === 0) yield [text(name), ...Array.from({ length: 5 }, () => text(null))];
        for (const line of lines) yield [text(name), ...lineCells(line, names, language)];
      }
      return;
    case 'storage_units':
      for (const one of known.storageUnits) yield [text(one.name), text(one.address)];
      return;
    case 'opening_stock':
      yield* openingRows(known, language);
      return;
    case 'mappings':
      for (const item of known.items) yield mappingCells(item, names, language);
  }
}

function lineCells(line: KnownLine, names: ReadonlyMap<string, string>, language: Language): SheetCell[] {
  const type = line.ingredientId === null ? 'recipe' : 'ingredient';
  return [
    text(names.get(line.ingredientId ?? line.subRecipeId ?? '') ?? null),
    text(answerWord('type', type, language)),
    decimal(line.quantity),
    text(unitWord(line.unit ?? 'portion', language)),
    decimal(line.trimPercent === '0' ? null : line.trimPercent),
  ];
}

function* openingRows({ ingredients, storageUnits, counts }: Company, language: Language) {
  const byId = new Map<string, KnownIngredient>(ingredients.map((one) => [one.id, one]));
  const units = new Map(storageUnits.map(({ id, name }) => [id, name]));
  for (const count of firstOfEach(counts)) {
    const ingredient = byId.get(count.ingredientId);
    const unit = units.get(count.storageUnitId);
    if (!ingredient || unit === undefined) continue;
    yield [
      text(unit),
      text(count.day),
      text(answerWord('counted_at', count.countedAt, language)),
      text(ingredient.name),
      decimal(count.quantity),
      text(unitWord(ingredient.baseUnit, language)),
      decimal(ingredient.standardCost),
    ];
  }
}

/** The first count of each ingredient in each storage unit: what it opened with. */
function firstOfEach(counts: readonly KnownCount[]): KnownCount[] {
  const first = new Map<string, KnownCount>();
  const at = (count: KnownCount) => `${count.day} ${count.countedAt === 'start' ? 0 : 1}`;
  for (const count of counts) {
    const key = `${count.storageUnitId} ${count.ingredientId}`;
    const known = first.get(key);
    if (!known || at(count) < at(known)) first.set(key, count);
  }
  return [...first.values()];
}

/** Open items have no target yet: a place to fill it in. */
function mappingCells(item: KnownItem, names: ReadonlyMap<string, string>, language: Language): SheetCell[] {
  const isMapped = item.state === 'mapped';
  const type = item.ingredientId === null ? 'recipe' : 'ingredient';
  const ifMapped = (value: string | null) => text(isMapped ? value : null);
  return [
    text(item.sku),
    text(item.name),
    text(item.places[0] ?? null),
    text(item.lightspeedId),
    ifMapped(names.get(item.ingredientId ?? item.recipeId ?? '') ?? null),
    ifMapped(answerWord('type', type, language)),
    decimal(isMapped ? item.quantity : null),
    ifMapped(unitWord(item.unit ?? 'portion', language)),
    ifMapped(answerWord('adds_back', item.isSubtraction ? 'yes' : 'no', language)),
    text(item.state === 'ignored' ? answerWord('state', 'ignored', language) : null),
    text(item.state === 'unmapped' ? null : item.effectiveFrom),
  ];
}

const EXAMPLES: Readonly<Record<ImportKind, Readonly<Record<Language, readonly (readonly string[])[]>>>> = {
  ingredients: {
    de: [
      ['Rinderfilet', 'kg', '#38.5', '', '#5'],
      ['Emmentaler', 'kg', '#11.2', 'Milch', ''],
      ['Cola 0,33 l', 'Flasche', '#0.62', '', '#24'],
    ],
    en: [
      ['Beef fillet', 'kg', '#38.5', '', '#5'],
      ['Emmental', 'kg', '#11.2', 'Milk', ''],
      ['Cola 0.33 l', 'bottle', '#0.62', '', '#24'],
    ],
  },
  recipes: {
    de: [
      ['Pfeffersauce', 'Sahne', 'Zutat', '#40', 'ml', ''],
      ['Steak mit Sauce', 'Rinderfilet', 'Zutat', '#250', 'g', '#10'],
      ['Steak mit Sauce', 'Pfeffersauce', 'Rezept', '#1', 'Portion', ''],
    ],
    en: [
      ['Pepper sauce', 'Cream', 'Ingredient', '#40', 'ml', ''],
      ['Steak with sauce', 'Beef fillet', 'Ingredient', '#250', 'g', '#10'],
      ['Steak with sauce', 'Pepper sauce', 'Recipe', '#1', 'portion', ''],
    ],
  },
  storage_units: {
    de: [
      ['Küche', ''],
      ['Keller', 'Hauptstraße 1, Untergeschoss'],
    ],
    en: [
      ['Kitchen', ''],
      ['Cellar', '1 High Street, basement'],
    ],
  },
  opening_stock: {
    de: [
      ['Küche', '01.03.2026', 'vor dem Verkauf', 'Rinderfilet', '#4.2', 'kg', '#38.5'],
      ['Keller', '01.03.2026', 'vor dem Verkauf', 'Cola 0,33 l', '#96', 'Flasche', '#0.62'],
    ],
    en: [
      ['Kitchen', '2026-03-01', 'before the day’s sales', 'Beef fillet', '#4.2', 'kg', '#38.5'],
      ['Cellar', '2026-03-01', 'before the day’s sales', 'Cola 0.33 l', '#96', 'bottle', '#0.62'],
    ],
  },
  mappings: {
    de: [
      ['1001', 'Cola 0,33', '', '', 'Cola 0,33 l', 'Zutat', '#1', 'Flasche', 'nein', '', ''],
      ['1002', 'Steak', '', '', 'Steak mit Sauce', 'Rezept', '#1', 'Portion', 'nein', '', ''],
      ['1003', 'Gutschein', '', '', '', '', '', '', '', 'ignoriert', ''],
    ],
    en: [
      ['1001', 'Cola 0.33', '', '', 'Cola 0.33 l', 'Ingredient', '#1', 'bottle', 'no', '', ''],
      ['1002', 'Steak', '', '', 'Steak with sauce', 'Recipe', '#1', 'portion', 'no', '', ''],
      ['1003', 'Voucher', '', '', '', '', '', '', '', 'ignored', ''],
    ],
  },
};

/** A template's rows: an example to be typed over. `#` marks a decimal. */
export const exampleRows = (kind: ImportKind, language: Language): SheetCell[][] =>
  EXAMPLES[kind][language].map((row) =>
    row.map((cell) => (cell.startsWith('#') ? decimal(cell.slice(1)) : text(cell))),
  );
