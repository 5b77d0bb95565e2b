export interface DemoMapping {
  ingredient?: string;
  recipe?: string;
  /** Base units of the ingredient, or portions, for one sold. */
  quantity: string;
  is_subtraction: boolean;
}

/** By SKU, the ingredient that one sold takes, and how much in its base unit. */
const INGREDIENT_OF: Readonly<Record<string, readonly [ingredient: string, quantity: string]>> = {
  '105': ['Rindsentrecôte', '0.09'],
  '106': ['Kabeljau', '0.09'],
  '107': ['Mozzarella', '0.125'],
  '403': ['Rindsentrecôte', '0.215'],
  '404': ['Lachs', '0.19'],
  '407': ['Pouletbrust', '0.19'],
  '501': ['Kaffeebohnen', '0.009'],
  '502': ['Kaffeebohnen', '0.018'],
  '503': ['Kaffeebohnen', '0.009'],
  '507': ['Teebeutel', '1'],
  '508': ['Teebeutel', '1'],
  '509': ['Milch', '0.2'],
  '541': ['Cola 33 cl', '1'],
  '542': ['Mineral mit Gas 5 dl', '1'],
  '543': ['Cola Zero 33 cl', '1'],
  '544': ['Teebeutel', '1'],
  '545': ['Orangen', '0.45'],
  '546': ['Apfelsaft', '0.18'],
  '547': ['Tonic Water 2 dl', '1'],
  '548': ['Ginger Beer 2 dl', '1'],
  '588': ['Lagerbier Fass', '0.3'],
  '589': ['Lagerbier Fass', '0.5'],
  '590': ['Lagerbier Fass', '0.15'],
  '591': ['Weissbier 5 dl', '1'],
  '592': ['IPA 33 cl', '1'],
  '593': ['Super Bock 33 cl', '1'],
  '594': ['Bier alkoholfrei 33 cl', '1'],
  '601': ['Fendant', '0.1'],
  '602': ['Pinot Noir', '0.1'],
  '603': ['Vinho Verde', '0.1'],
  '604': ['Primitivo', '0.1'],
  '605': ['Prosecco', '0.1'],
  '606': ['Rosé', '0.1'],
  '611': ['Fendant', '0.75'],
  '612': ['Pinot Noir', '0.75'],
  '613': ['Vinho Verde', '0.75'],
  '614': ['Primitivo', '0.75'],
  '615': ['Prosecco', '0.75'],
  '616': ['Champagner Brut', '1'],
  '621': ['Gin', '4'],
  '622': ['Wodka', '4'],
  '623': ['Rum', '4'],
  '624': ['Whisky', '4'],
  '627': ['Portwein', '6'],
  '633': ['Campari', '3'],
  '634': ['Rum', '5'],
  '635': ['Wodka', '5'],
  '636': ['Rum', '5'],
  '637': ['Wodka', '4'],
  '638': ['Prosecco', '0.1'],
  '639': ['Rum', '4'],
  '640': ['Portwein', '5'],
  '701': ['Rindsentrecôte', '1.15'],
  '802': ['Rahm', '0.12'],
  '803': ['Schokolade', '0.06'],
  '804': ['Eier', '0.5'],
  '807': ['Rahm', '0.14'],
  '852': ['Eier', '2'],
  '854': ['Mehl', '0.08'],
  '855': ['Eier', '3'],
  '856': ['Butter', '0.02'],
  '910': ['Speck', '0.03'],
  '911': ['Cheddar', '0.025'],
  '912': ['Cheddar', '0.025'],
  '914': ['Mozzarella', '0.06'],
  '915': ['Prosciutto', '0.05'],
  '916': ['Hafermilch', '0.15'],
  '917': ['Rindshackfleisch', '0.12'],
  '918': ['Cheddar', '0.06'],
  '924': ['Burger-Bun', '1'],
  '960': ['Teigwaren', '0.2'],
  '542.': ['Mineral still 5 dl', '1'],
};
/** Of these, selling adds back. */
const ADDS_BACK: ReadonlySet<string> = new Set(['912', '924']);

/** By SKU, the recipe that one sold takes, and how many portions. */
const RECIPE_OF: Readonly<Record<string, readonly [recipe: string, portions: string]>> = {
  '52': ['Classic Burger', '1'],
  '53': ['Cheeseburger', '1'],
  '54': ['Bacon Burger', '1'],
  '55': ['Doppelburger', '1'],
  '56': ['Chicken Burger', '1'],
  '57': ['Veggie Burger', '1'],
  '101': ['Salatbeilage', '1.5'],
  '102': ['Salatbeilage', '2'],
  '103': ['Tomatensauce', '2.5'],
  '104': ['Toastbrot', '2'],
  '108': ['Toastbrot', '1.5'],
  '109': ['Pommes', '1'],
  '110': ['Pommes', '1'],
  '201': ['Pizza Margherita', '1'],
  '202': ['Pizza Prosciutto', '1'],
  '203': ['Pizza Salami', '1'],
  '204': ['Pizza Funghi', '1'],
  '205': ['Pizza Quattro Formaggi', '1'],
  '206': ['Pizza Tonno', '1'],
  '207': ['Pizza Verdure', '1'],
  '301': ['Spaghetti Pomodoro', '1'],
  '302': ['Spaghetti Bolognese', '1'],
  '303': ['Spaghetti Carbonara', '1'],
  '304': ['Tagliatelle al Salmone', '1'],
  '305': ['Tagliatelle ai Funghi', '1'],
  '306': ['Spaghetti Pomodoro', '1'],
  '401': ['Zürcher Geschnetzeltes', '1'],
  '402': ['Wiener Schnitzel', '1'],
  '405': ['Bacalhau à Brás', '1'],
  '406': ['Fish and Chips', '1'],
  '504': ['Cappuccino', '1'],
  '505': ['Cappuccino', '1.2'],
  '506': ['Cappuccino', '1'],
  '549': ['Limonade', '1'],
  '631': ['Gin Tonic', '1'],
  '632': ['Aperol Spritz', '1'],
  '801': ['Tiramisu', '1'],
  '805': ['Vanilleglace', '1'],
  '806': ['Vanilleglace', '1'],
  '851': ['Rührei mit Toast', '1'],
  '853': ['Toastbrot', '2'],
  '857': ['Rührei mit Toast', '1'],
  '913': ['Burger-Patty', '1'],
  '919': ['Burgersauce', '1'],
  '985': ['Tomatensauce', '2'],
};

/** Choice group, voucher, deposit, room, donation, cover: sold, but not stock. */
const NO_STOCK = ['951', '980', '981', '982', '983', '984'];
/** Sizes, swaps and notes: no stock by themselves, but under a dish (`MODIFIER_RULES`). */
const WISHES = ['920', '921', '922', '923', '925', '926'];
export const IGNORED = [...NO_STOCK, ...WISHES];

/** By name: what buttons take that are another thing by season. */
const BUTTON_OF: Readonly<Record<string, readonly [ingredient: string, quantity: string]>> = {
  Winterpunsch: ['Primitivo', '0.2'],
  Waldmeisterbowle: ['Prosecco', '0.12'],
  Erdbeerbowle: ['Prosecco', '0.12'],
  Sommerbowle: ['Vinho Verde', '0.12'],
  Apfelmost: ['Apfelsaft', '0.2'],
  Glühwein: ['Primitivo', '0.2'],
  Orangentarte: ['Orangen', '0.08'],
  Rhabarberkuchen: ['Mehl', '0.05'],
  Erdbeertorte: ['Rahm', '0.06'],
  Zwetschgenkuchen: ['Mehl', '0.05'],
  Vermicelles: ['Rahm', '0.05'],
  Lebkuchenparfait: ['Rahm', '0.06'],
};

export const BUTTON_MAPPINGS: Readonly<Record<string, DemoMapping>> = Object.fromEntries(
  Object.entries(BUTTON_OF).map(([name, [ingredient, quantity]]) => [
    name,
    { ingredient, quantity, is_subtraction: false },
  ]),
);

export const MAPPINGS: Readonly<Record<string, DemoMapping>> = Object.fromEntries([
  ...Object.entries(INGREDIENT_OF).map(([sku, [ingredient, quantity]]) => [
    sku,
    { ingredient, quantity, is_subtraction: ADDS_BACK.has(sku) },
  ]),
  ...Object.entries(RECIPE_OF).map(([sku, [recipe, quantity]]) => [
    sku,
    { recipe, quantity, is_subtraction: false },
  ]),
]);

/** What the demo restaurant takes for an item, as it is called now. */
export const mappingOf = ({ name, sku }: { name: string; sku: string | null }): DemoMapping | undefined =>
  BUTTON_MAPPINGS[name] ?? MAPPINGS[sku ?? ''];
