/** What can be imported and exported (R42). */
export const IMPORT_KINDS = ['ingredients', 'recipes', 'storage_units', 'opening_stock', 'mappings'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A column's heading by language: the first is what an export writes, the others are understood as well. */
type Headings = Readonly<Record<Language, readonly string[]>>;
interface Field {
  name: string;
  headings: Headings;
  /** Without this column there is nothing to do. */
  isRequired?: boolean;
}
const field = (name: string, de: string, en: string, isRequired = false): Field => ({
  name,
  headings: { de: de.split('|'), en: en.split('|') },
  isRequired,
});

const UNIT = field('unit', 'Einheit|ME|Mengeneinheit|Maß', 'Unit|UOM|Unit of measure|Measure');
const COST_WORDS = {
  de: 'EK-Preis|EK|Einkaufspreis|Preis|Preis pro Einheit|Preis je Einheit|Stückpreis|Einstandspreis|Kosten',
  en: 'Unit cost|Cost|Price|Purchase price|Cost per unit|Price per unit|Cost price',
};
const STORE_WORDS = {
  de: 'Lagerort|Lager|Lagerplatz|Lagername',
  en: 'Storage unit|Storage|Store|Warehouse|Storage location|Stock location',
};
const INGREDIENT_WORDS = {
  de: 'Zutat|Name|Zutatenname|Bezeichnung|Artikel|Artikelbezeichnung|Produkt|Ware|Rohstoff',
  en: 'Ingredient|Name|Ingredient name|Product|Item|Description|Article|Good',
};

/** The columns of each kind, in the order in which an export writes them. */
export const FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
  ingredients: [
    field('name', INGREDIENT_WORDS.de, INGREDIENT_WORDS.en, true),
    field(
      'base_unit',
      'Grundeinheit|Einheit|Basiseinheit|Lagereinheit|Mengeneinheit|ME',
      'Base unit|Unit|UOM|Unit of measure|Stock unit',
    ),
    field(
      'standard_cost',
      `Standard-EK-Preis|Standardpreis|${COST_WORDS.de}`,
      `Standard cost|${COST_WORDS.en}`,
    ),
    field('allergens', 'Allergene|Allergen', 'Allergens|Allergen'),
    field(
      'minimum_quantity',
      'Mindestbestand|Mindestmenge|Meldebestand|Minimum|Min.',
      'Minimum|Minimum stock|Min stock|Minimum quantity|Par level|Reorder level|Min.',
    ),
  ],
  recipes: [
    field(
      'recipe',
      'Rezept|Rezeptname|Gericht|Speise|Getränk|Menü|Name',
      'Recipe|Recipe name|Dish|Drink|Menu item|Name',
      true,
    ),
    field(
      'component',
      'Zutat oder Rezept|Zutat|Bestandteil|Komponente|Unterrezept|Zutatenname|Artikel|Produkt',
      'Ingredient or recipe|Ingredient|Component|Sub-recipe|Part|Item|Product',
      true,
    ),
    field('component_type', 'Art|Typ', 'Kind|Type'),
    field(
      'quantity',
      'Menge|Anzahl|Menge pro Portion|Menge je Portion',
      'Quantity|Qty|Amount|Quantity per portion',
      true,
    ),
    UNIT,
    field(
      'trim_percent',
      'Verschnitt (%)|Verschnitt|Putzverlust|Verlust|Schwund|Abfall',
      'Trim (%)|Trim|Loss|Waste|Trim percent',
    ),
  ],
  storage_units: [
    field('name', `${STORE_WORDS.de}|Name|Bezeichnung`, `${STORE_WORDS.en}|Name|Location`, true),
    field('address', 'Adresse|Anschrift|Ort', 'Address'),
  ],
  opening_stock: [
    field('storage_unit', STORE_WORDS.de, `${STORE_WORDS.en}|Location`),
    field('date', 'Datum|Tag|Stichtag', 'Date|Day|As of'),
    field('counted_at', 'Gezählt|Zeitpunkt', 'Counted|Moment'),
    field('ingredient', INGREDIENT_WORDS.de, INGREDIENT_WORDS.en, true),
    field(
      'quantity',
      'Menge|Bestand|Anfangsbestand|Anzahl|Gezählte Menge|Lagerbestand',
      'Quantity|Qty|Stock|Opening stock|On hand|Amount|Counted quantity',
      true,
    ),
    UNIT,
    field('unit_cost', COST_WORDS.de, COST_WORDS.en),
  ],
  mappings: [
    field('sku', 'SKU|Artikelnummer|Artikel-Nr.|Art.-Nr.|PLU', 'SKU|Item number|PLU|Item no.'),
    field('name', 'Artikel|Name|Kassenartikel|Artikelname|Bezeichnung', 'Item|Name|POS item|Item name'),
    field('location', 'Standort|Betrieb|Filiale', 'Location|Business|Site'),
    field('lightspeed_id', 'Lightspeed-ID', 'Lightspeed ID'),
    field(
      'target',
      'Zutat oder Rezept|Ziel|Zutat|Rezept|Zuordnung',
      'Ingredient or recipe|Target|Ingredient|Recipe|Mapping|Mapped to',
    ),
    field('target_type', 'Art|Typ', 'Kind|Type'),
    field('quantity', 'Menge|Anzahl|Menge je Verkauf', 'Quantity|Qty|Amount|Quantity per sale'),
    UNIT,
    field('adds_back', 'Rückbuchung', 'Adds back'),
    field('state', 'Zustand|Status', 'State|Status'),
    field('effective_from', 'Gültig ab|Ab', 'Valid from|Effective from|From'),
  ],
};

/** What a file, its sheet or its template of the kind is called. */
export const KIND_NAMES: Readonly<Record<ImportKind, Readonly<Record<Language, string>>>> = {
  ingredients: { de: 'Zutaten', en: 'Ingredients' },
  recipes: { de: 'Rezepte', en: 'Recipes' },
  storage_units: { de: 'Lagerorte', en: 'Storage units' },
  opening_stock: { de: 'Anfangsbestand', en: 'Opening stock' },
  mappings: { de: 'Zuordnungen', en: 'Mappings' },
};
