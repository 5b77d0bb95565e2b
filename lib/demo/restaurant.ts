type BaseUnit = 'kg' | 'g' | 'l' | 'cl' | 'ml' | 'piece' | 'bottle';

interface KitchenLine {
  /** Exactly one of the two. A sub-recipe's quantity is portions. */
  ingredient?: string;
  recipe?: string;
  quantity: string;
  /** The ingredient's base unit when absent. */
  unit?: BaseUnit;
  trim_percent?: string;
}

interface KitchenMapping {
  ingredient?: string;
  recipe?: string;
  /** Base units of the ingredient, or portions, for one sold. */
  quantity: string;
  is_subtraction: boolean;
}

export interface DemoKitchen {
  /** `location`: the name of the Lightspeed location whose sales it feeds; null for a second room. */
  storageUnits: { name: string; address: string; location: string | null }[];
  ingredients: { name: string; base_unit: BaseUnit; allergens: string[] }[];
  /** Sub-recipes come before the recipes that use them. */
  recipes: { name: string; lines: KitchenLine[] }[];
  /** By SKU, as sold; SKUs in neither list stay unmapped on purpose. */
  mappings: Record<string, KitchenMapping>;
  ignoredSkus: string[];
  /** Deliveries, oldest first, `days_ago` counted from the day of seeding. */
  receipts: {
    ingredient: string;
    storage_unit: string;
    quantity: string;
    unit_cost: string;
    days_ago: number;
  }[];
}

const ZURICH = 'Hauptlager Zürich';
const BAR = 'Bar & Keller Zürich';
const LISBON = 'Lager Lissabon';

/** Name, base unit, unit cost in francs, what Zürich and Lisbon use in about 100 days, allergens. */
const INGREDIENTS: [
  name: string,
  unit: BaseUnit,
  cost: string,
  supply: [number, number],
  allergens: string[],
][] = [
  ['Lagerbier Fass', 'l', '3.20', [1410, 740], ['Gluten']],
  ['Weissbier 5 dl', 'bottle', '2.10', [175, 85], ['Gluten']],
  ['IPA 33 cl', 'bottle', '2.40', [1180, 700], ['Gluten']],
  ['Super Bock 33 cl', 'bottle', '1.10', [0, 540], ['Gluten']],
  ['Bier alkoholfrei 33 cl', 'bottle', '1.35', [1160, 670], ['Gluten']],
  ['Fendant', 'l', '13.50', [230, 0], ['Sulfite']],
  ['Pinot Noir', 'l', '16.80', [220, 145], ['Sulfite']],
  ['Vinho Verde', 'l', '8.90', [210, 165], ['Sulfite']],
  ['Primitivo', 'l', '12.40', [240, 175], ['Sulfite']],
  ['Prosecco', 'l', '11.60', [240, 165], ['Sulfite']],
  ['Rosé', 'l', '10.90', [25, 15], ['Sulfite']],
  ['Champagner Brut', 'bottle', '38.50', [140, 105], ['Sulfite']],
  ['Gin', 'cl', '0.32', [1900, 1030], []],
  ['Wodka', 'cl', '0.26', [2300, 1140], []],
  ['Rum', 'cl', '0.29', [3000, 1830], []],
  ['Whisky', 'cl', '0.48', [570, 350], []],
  ['Portwein', 'cl', '0.15', [2300, 1640], ['Sulfite']],
  ['Aperol', 'cl', '0.21', [1710, 1030], []],
  ['Campari', 'cl', '0.24', [480, 240], []],
  ['Kaffeebohnen', 'kg', '19.80', [80, 50], []],
  ['Milch', 'l', '1.45', [640, 400], ['Milch']],
  ['Hafermilch', 'l', '2.20', [70, 45], ['Gluten']],
  ['Cola 33 cl', 'bottle', '0.92', [1210, 650], []],
  ['Cola Zero 33 cl', 'bottle', '0.92', [1160, 700], []],
  ['Mineral mit Gas 5 dl', 'bottle', '0.78', [1100, 630], []],
  ['Mineral still 5 dl', 'bottle', '0.78', [1180, 690], []],
  ['Tonic Water 2 dl', 'bottle', '1.05', [450, 260], []],
  ['Ginger Beer 2 dl', 'bottle', '1.25', [140, 100], []],
  ['Apfelsaft', 'l', '1.90', [190, 100], []],
  ['Orangen', 'kg', '2.30', [390, 260], []],
  ['Limetten', 'kg', '4.60', [120, 65], []],
  ['Zucker', 'kg', '1.20', [45, 25], []],
  ['Teebeutel', 'piece', '0.18', [2500, 1470], []],
  ['Rindshackfleisch', 'kg', '15.90', [780, 490], []],
  ['Rindsentrecôte', 'kg', '44.00', [290, 180], []],
  ['Kalbfleisch', 'kg', '48.50', [260, 0], []],
  ['Pouletbrust', 'kg', '17.80', [170, 115], []],
  ['Speck', 'kg', '18.20', [60, 35], []],
  ['Prosciutto', 'kg', '31.00', [60, 40], []],
  ['Salami', 'kg', '24.50', [30, 18], []],
  ['Lachs', 'kg', '27.50', [145, 85], ['Fisch']],
  ['Kabeljau', 'kg', '23.00', [85, 125], ['Fisch']],
  ['Thunfisch', 'kg', '14.60', [40, 30], ['Fisch']],
  ['Mehl', 'kg', '1.15', [850, 510], ['Gluten']],
  ['Burger-Bun', 'piece', '0.65', [4200, 2700], ['Gluten', 'Sesam']],
  ['Eier', 'piece', '0.38', [6400, 3900], ['Eier']],
  ['Butter', 'kg', '11.20', [75, 19], ['Milch']],
  ['Rahm', 'l', '6.40', [320, 120], ['Milch']],
  ['Mozzarella', 'kg', '9.80', [500, 310], ['Milch']],
  ['Cheddar', 'kg', '14.20', [120, 75], ['Milch']],
  ['Parmesan', 'kg', '22.50', [45, 30], ['Milch']],
  ['Tomaten', 'kg', '3.10', [1080, 660], []],
  ['Blattsalat', 'kg', '5.40', [210, 120], []],
  ['Kartoffeln', 'kg', '1.35', [1040, 450], []],
  ['Zwiebeln', 'kg', '1.25', [150, 110], []],
  ['Champignons', 'kg', '6.90', [230, 120], []],
  ['Teigwaren', 'kg', '3.60', [370, 240], ['Gluten', 'Eier']],
  ['Olivenöl', 'l', '9.50', [250, 155], []],
  ['Gewürze', 'kg', '18.00', [30, 18], []],
  ['Schokolade', 'kg', '13.40', [35, 25], ['Milch', 'Soja']],
];

const RECIPES: DemoKitchen['recipes'] = [
  {
    name: 'Burger-Gewürz',
    lines: [
      { ingredient: 'Gewürze', quantity: '4', unit: 'g' },
      { ingredient: 'Zucker', quantity: '1', unit: 'g' },
    ],
  },
  {
    name: 'Kräuteröl',
    lines: [
      { ingredient: 'Olivenöl', quantity: '10', unit: 'ml' },
      { ingredient: 'Gewürze', quantity: '0.5', unit: 'g' },
    ],
  },
  {
    name: 'Burger-Patty',
    lines: [
      { ingredient: 'Rindshackfleisch', quantity: '0.170', trim_percent: '4' },
      { recipe: 'Burger-Gewürz', quantity: '1' },
    ],
  },
  {
    name: 'Veggie-Patty',
    lines: [
      { ingredient: 'Champignons', quantity: '0.090', trim_percent: '8' },
      { ingredient: 'Kartoffeln', quantity: '0.060', trim_percent: '15' },
      { ingredient: 'Eier', quantity: '0.5' },
      { recipe: 'Burger-Gewürz', quantity: '1' },
    ],
  },
  {
    name: 'Burgersauce',
    lines: [
      { ingredient: 'Eier', quantity: '0.2' },
      { ingredient: 'Olivenöl', quantity: '20', unit: 'ml' },
      { recipe: 'Burger-Gewürz', quantity: '0.25' },
    ],
  },
  {
    name: 'Tomatensauce',
    lines: [
      { ingredient: 'Tomaten', quantity: '0.110', trim_percent: '6' },
      { ingredient: 'Zwiebeln', quantity: '0.015', trim_percent: '10' },
      { recipe: 'Kräuteröl', quantity: '1' },
    ],
  },
  {
    name: 'Pizzateig',
    lines: [
      { ingredient: 'Mehl', quantity: '0.160' },
      { recipe: 'Kräuteröl', quantity: '0.5' },
    ],
  },
  {
    name: 'Pizzaboden',
    lines: [
      { recipe: 'Pizzateig', quantity: '1' },
      { recipe: 'Tomatensauce', quantity: '1' },
    ],
  },
  {
    name: 'Pommes',
    lines: [
      { ingredient: 'Kartoffeln', quantity: '0.250', trim_percent: '15' },
      { ingredient: 'Olivenöl', quantity: '15', unit: 'ml' },
    ],
  },
  {
    name: 'Salatbeilage',
    lines: [
      { ingredient: 'Blattsalat', quantity: '0.060', trim_percent: '20' },
      { ingredient: 'Tomaten', quantity: '0.040', trim_percent: '5' },
      { recipe: 'Kräuteröl', quantity: '1' },
    ],
  },
  {
    name: 'Toastbrot',
    lines: [
      { ingredient: 'Mehl', quantity: '0.050' },
      { ingredient: 'Butter', quantity: '5', unit: 'g' },
    ],
  },
  {
    name: 'Vanilleglace',
    lines: [
      { ingredient: 'Rahm', quantity: '40', unit: 'ml' },
      { ingredient: 'Milch', quantity: '30', unit: 'ml' },
      { ingredient: 'Zucker', quantity: '12', unit: 'g' },
      { ingredient: 'Eier', quantity: '0.4' },
    ],
  },
  {
    name: 'Classic Burger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { recipe: 'Burger-Patty', quantity: '1' },
      { recipe: 'Burgersauce', quantity: '1' },
      { ingredient: 'Blattsalat', quantity: '0.015', trim_percent: '20' },
      { ingredient: 'Tomaten', quantity: '0.030', trim_percent: '5' },
    ],
  },
  {
    name: 'Cheeseburger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { recipe: 'Burger-Patty', quantity: '1' },
      { recipe: 'Burgersauce', quantity: '1' },
      { ingredient: 'Cheddar', quantity: '25', unit: 'g' },
      { ingredient: 'Blattsalat', quantity: '0.015', trim_percent: '20' },
    ],
  },
  {
    name: 'Bacon Burger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { recipe: 'Burger-Patty', quantity: '1' },
      { recipe: 'Burgersauce', quantity: '1' },
      { ingredient: 'Cheddar', quantity: '25', unit: 'g' },
      { ingredient: 'Speck', quantity: '0.030', trim_percent: '10' },
    ],
  },
  {
    name: 'Doppelburger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { recipe: 'Burger-Patty', quantity: '2' },
      { recipe: 'Burgersauce', quantity: '1.5' },
      { ingredient: 'Cheddar', quantity: '50', unit: 'g' },
    ],
  },
  {
    name: 'Chicken Burger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { ingredient: 'Pouletbrust', quantity: '0.150', trim_percent: '6' },
      { recipe: 'Burgersauce', quantity: '1' },
      { ingredient: 'Cheddar', quantity: '25', unit: 'g' },
      { ingredient: 'Blattsalat', quantity: '0.015', trim_percent: '20' },
    ],
  },
  {
    name: 'Veggie Burger',
    lines: [
      { ingredient: 'Burger-Bun', quantity: '1' },
      { recipe: 'Veggie-Patty', quantity: '1' },
      { recipe: 'Burgersauce', quantity: '1' },
      { ingredient: 'Tomaten', quantity: '0.030', trim_percent: '5' },
    ],
  },
  {
    name: 'Pizza Margherita',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.120' },
    ],
  },
  {
    name: 'Pizza Prosciutto',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.110' },
      { ingredient: 'Prosciutto', quantity: '0.070', trim_percent: '3' },
    ],
  },
  {
    name: 'Pizza Salami',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.110' },
      { ingredient: 'Salami', quantity: '0.060', trim_percent: '3' },
    ],
  },
  {
    name: 'Pizza Funghi',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.110' },
      { ingredient: 'Champignons', quantity: '0.080', trim_percent: '8' },
    ],
  },
  {
    name: 'Pizza Quattro Formaggi',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.080' },
      { ingredient: 'Cheddar', quantity: '0.040' },
      { ingredient: 'Parmesan', quantity: '0.030', trim_percent: '5' },
    ],
  },
  {
    name: 'Pizza Tonno',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.100' },
      { ingredient: 'Thunfisch', quantity: '0.080' },
      { ingredient: 'Zwiebeln', quantity: '0.030', trim_percent: '10' },
    ],
  },
  {
    name: 'Pizza Verdure',
    lines: [
      { recipe: 'Pizzaboden', quantity: '1' },
      { ingredient: 'Mozzarella', quantity: '0.100' },
      { ingredient: 'Champignons', quantity: '0.050', trim_percent: '8' },
      { ingredient: 'Tomaten', quantity: '0.060', trim_percent: '5' },
    ],
  },
  {
    name: 'Spaghetti Pomodoro',
    lines: [
      { ingredient: 'Teigwaren', quantity: '0.120' },
      { recipe: 'Tomatensauce', quantity: '1.5' },
      { ingredient: 'Parmesan', quantity: '10', unit: 'g' },
    ],
  },
  {
    name: 'Spaghetti Bolognese',
    lines: [
      { ingredient: 'Teigwaren', quantity: '0.120' },
      { ingredient: 'Rindshackfleisch', quantity: '0.110', trim_percent: '4' },
      { recipe: 'Tomatensauce', quantity: '1' },
      { ingredient: 'Parmesan', quantity: '10', unit: 'g' },
    ],
  },
  {
    name: 'Spaghetti Carbonara',
    lines: [
      { ingredient: 'Teigwaren', quantity: '0.120' },
      { ingredient: 'Speck', quantity: '0.050', trim_percent: '10' },
      { ingredient: 'Eier', quantity: '1.5' },
      { ingredient: 'Parmesan', quantity: '0.025', trim_percent: '5' },
    ],
  },
  {
    name: 'Tagliatelle al Salmone',
    lines: [
      { ingredient: 'Teigwaren', quantity: '0.130' },
      { ingredient: 'Lachs', quantity: '0.090', trim_percent: '12' },
      { ingredient: 'Rahm', quantity: '8', unit: 'cl' },
    ],
  },
  {
    name: 'Tagliatelle ai Funghi',
    lines: [
      { ingredient: 'Teigwaren', quantity: '0.130' },
      { ingredient: 'Champignons', quantity: '0.110', trim_percent: '8' },
      { ingredient: 'Rahm', quantity: '6', unit: 'cl' },
    ],
  },
  {
    name: 'Zürcher Geschnetzeltes',
    lines: [
      { ingredient: 'Kalbfleisch', quantity: '0.160', trim_percent: '7' },
      { ingredient: 'Rahm', quantity: '10', unit: 'cl' },
      { ingredient: 'Champignons', quantity: '0.050', trim_percent: '8' },
      { ingredient: 'Kartoffeln', quantity: '0.220', trim_percent: '15' },
      { ingredient: 'Butter', quantity: '20', unit: 'g' },
    ],
  },
  {
    name: 'Wiener Schnitzel',
    lines: [
      { ingredient: 'Kalbfleisch', quantity: '0.150', trim_percent: '5' },
      { ingredient: 'Mehl', quantity: '20', unit: 'g' },
      { ingredient: 'Eier', quantity: '0.5' },
      { ingredient: 'Butter', quantity: '30', unit: 'g' },
      { recipe: 'Pommes', quantity: '1' },
    ],
  },
  {
    name: 'Fish and Chips',
    lines: [
      { ingredient: 'Kabeljau', quantity: '0.180', trim_percent: '10' },
      { ingredient: 'Mehl', quantity: '40', unit: 'g' },
      { recipe: 'Pommes', quantity: '1' },
    ],
  },
  {
    name: 'Bacalhau à Brás',
    lines: [
      { ingredient: 'Kabeljau', quantity: '0.140', trim_percent: '12' },
      { ingredient: 'Kartoffeln', quantity: '0.150', trim_percent: '15' },
      { ingredient: 'Eier', quantity: '2' },
      { ingredient: 'Zwiebeln', quantity: '0.050', trim_percent: '10' },
      { recipe: 'Kräuteröl', quantity: '1' },
    ],
  },
  {
    name: 'Gin Tonic',
    lines: [
      { ingredient: 'Gin', quantity: '4' },
      { ingredient: 'Tonic Water 2 dl', quantity: '1' },
      { ingredient: 'Limetten', quantity: '0.015', trim_percent: '5' },
    ],
  },
  {
    name: 'Aperol Spritz',
    lines: [
      { ingredient: 'Aperol', quantity: '6' },
      { ingredient: 'Prosecco', quantity: '9', unit: 'cl' },
    ],
  },
  {
    name: 'Cappuccino',
    lines: [
      { ingredient: 'Kaffeebohnen', quantity: '9', unit: 'g' },
      { ingredient: 'Milch', quantity: '15', unit: 'cl' },
    ],
  },
  {
    name: 'Limonade',
    lines: [
      { ingredient: 'Limetten', quantity: '0.080', trim_percent: '30' },
      { ingredient: 'Zucker', quantity: '25', unit: 'g' },
    ],
  },
  {
    name: 'Rührei mit Toast',
    lines: [
      { ingredient: 'Eier', quantity: '3' },
      { ingredient: 'Butter', quantity: '10', unit: 'g' },
      { ingredient: 'Rahm', quantity: '2', unit: 'cl' },
      { recipe: 'Toastbrot', quantity: '2' },
    ],
  },
  {
    name: 'Tiramisu',
    lines: [
      { ingredient: 'Eier', quantity: '0.7' },
      { ingredient: 'Rahm', quantity: '7', unit: 'cl' },
      { ingredient: 'Zucker', quantity: '20', unit: 'g' },
      { ingredient: 'Kaffeebohnen', quantity: '6', unit: 'g' },
      { ingredient: 'Schokolade', quantity: '5', unit: 'g' },
    ],
  },
];

const MAPPINGS: DemoKitchen['mappings'] = {
  '588': { ingredient: 'Lagerbier Fass', quantity: '0.3', is_subtraction: false },
  '589': { ingredient: 'Lagerbier Fass', quantity: '0.5', is_subtraction: false },
  '590': { ingredient: 'Lagerbier Fass', quantity: '0.15', is_subtraction: false },
  '591': { ingredient: 'Weissbier 5 dl', quantity: '1', is_subtraction: false },
  '592': { ingredient: 'IPA 33 cl', quantity: '1', is_subtraction: false },
  '593': { ingredient: 'Super Bock 33 cl', quantity: '1', is_subtraction: false },
  '594': { ingredient: 'Bier alkoholfrei 33 cl', quantity: '1', is_subtraction: false },
  '601': { ingredient: 'Fendant', quantity: '0.1', is_subtraction: false },
  '602': { ingredient: 'Pinot Noir', quantity: '0.1', is_subtraction: false },
  '603': { ingredient: 'Vinho Verde', quantity: '0.1', is_subtraction: false },
  '604': { ingredient: 'Primitivo', quantity: '0.1', is_subtraction: false },
  '605': { ingredient: 'Prosecco', quantity: '0.1', is_subtraction: false },
  '606': { ingredient: 'Rosé', quantity: '0.1', is_subtraction: false },
  '611': { ingredient: 'Fendant', quantity: '0.75', is_subtraction: false },
  '612': { ingredient: 'Pinot Noir', quantity: '0.75', is_subtraction: false },
  '613': { ingredient: 'Vinho Verde', quantity: '0.75', is_subtraction: false },
  '614': { ingredient: 'Primitivo', quantity: '0.75', is_subtraction: false },
  '615': { ingredient: 'Prosecco', quantity: '0.75', is_subtraction: false },
  '616': { ingredient: 'Champagner Brut', quantity: '1', is_subtraction: false },
  '621': { ingredient: 'Gin', quantity: '4', is_subtraction: false },
  '622': { ingredient: 'Wodka', quantity: '4', is_subtraction: false },
  '623': { ingredient: 'Rum', quantity: '4', is_subtraction: false },
  '624': { ingredient: 'Whisky', quantity: '4', is_subtraction: false },
  '627': { ingredient: 'Portwein', quantity: '6', is_subtraction: false },
  '631': { recipe: 'Gin Tonic', quantity: '1', is_subtraction: false },
  '632': { recipe: 'Aperol Spritz', quantity: '1', is_subtraction: false },
  '633': { ingredient: 'Campari', quantity: '3', is_subtraction: false },
  '634': { ingredient: 'Rum', quantity: '5', is_subtraction: false },
  '635': { ingredient: 'Wodka', quantity: '5', is_subtraction: false },
  '636': { ingredient: 'Rum', quantity: '5', is_subtraction: false },
  '637': { ingredient: 'Wodka', quantity: '4', is_subtraction: false },
  '638': { ingredient: 'Prosecco', quantity: '0.1', is_subtraction: false },
  '639': { ingredient: 'Rum', quantity: '4', is_subtraction: false },
  '640': { ingredient: 'Portwein', quantity: '5', is_subtraction: false },
  '501': { ingredient: 'Kaffeebohnen', quantity: '0.009', is_subtraction: false },
  '502': { ingredient: 'Kaffeebohnen', quantity: '0.018', is_subtraction: false },
  '503': { ingredient: 'Kaffeebohnen', quantity: '0.009', is_subtraction: false },
  '504': { recipe: 'Cappuccino', quantity: '1', is_subtraction: false },
  '505': { recipe: 'Cappuccino', quantity: '1.2', is_subtraction: false },
  '506': { recipe: 'Cappuccino', quantity: '1', is_subtraction: false },
  '507': { ingredient: 'Teebeutel', quantity: '1', is_subtraction: false },
  '508': { ingredient: 'Teebeutel', quantity: '1', is_subtraction: false },
  '509': { ingredient: 'Milch', quantity: '0.2', is_subtraction: false },
  '541': { ingredient: 'Cola 33 cl', quantity: '1', is_subtraction: false },
  '542': { ingredient: 'Mineral mit Gas 5 dl', quantity: '1', is_subtraction: false },
  '542.': { ingredient: 'Mineral still 5 dl', quantity: '1', is_subtraction: false },
  '543': { ingredient: 'Cola Zero 33 cl', quantity: '1', is_subtraction: false },
  '544': { ingredient: 'Teebeutel', quantity: '1', is_subtraction: false },
  '545': { ingredient: 'Orangen', quantity: '0.45', is_subtraction: false },
  '546': { ingredient: 'Apfelsaft', quantity: '0.18', is_subtraction: false },
  '547': { ingredient: 'Tonic Water 2 dl', quantity: '1', is_subtraction: false },
  '548': { ingredient: 'Ginger Beer 2 dl', quantity: '1', is_subtraction: false },
  '549': { recipe: 'Limonade', quantity: '1', is_subtraction: false },
  '101': { recipe: 'Salatbeilage', quantity: '1.5', is_subtraction: false },
  '102': { recipe: 'Salatbeilage', quantity: '2', is_subtraction: false },
  '103': { recipe: 'Tomatensauce', quantity: '2.5', is_subtraction: false },
  '104': { recipe: 'Toastbrot', quantity: '2', is_subtraction: false },
  '105': { ingredient: 'Rindsentrecôte', quantity: '0.09', is_subtraction: false },
  '106': { ingredient: 'Kabeljau', quantity: '0.09', is_subtraction: false },
  '107': { ingredient: 'Mozzarella', quantity: '0.125', is_subtraction: false },
  '108': { recipe: 'Toastbrot', quantity: '1.5', is_subtraction: false },
  '109': { recipe: 'Pommes', quantity: '1', is_subtraction: false },
  '110': { recipe: 'Pommes', quantity: '1', is_subtraction: false },
  '52': { recipe: 'Classic Burger', quantity: '1', is_subtraction: false },
  '53': { recipe: 'Cheeseburger', quantity: '1', is_subtraction: false },
  '54': { recipe: 'Bacon Burger', quantity: '1', is_subtraction: false },
  '55': { recipe: 'Doppelburger', quantity: '1', is_subtraction: false },
  '56': { recipe: 'Chicken Burger', quantity: '1', is_subtraction: false },
  '57': { recipe: 'Veggie Burger', quantity: '1', is_subtraction: false },
  '201': { recipe: 'Pizza Margherita', quantity: '1', is_subtraction: false },
  '202': { recipe: 'Pizza Prosciutto', quantity: '1', is_subtraction: false },
  '203': { recipe: 'Pizza Salami', quantity: '1', is_subtraction: false },
  '204': { recipe: 'Pizza Funghi', quantity: '1', is_subtraction: false },
  '205': { recipe: 'Pizza Quattro Formaggi', quantity: '1', is_subtraction: false },
  '206': { recipe: 'Pizza Tonno', quantity: '1', is_subtraction: false },
  '207': { recipe: 'Pizza Verdure', quantity: '1', is_subtraction: false },
  '301': { recipe: 'Spaghetti Pomodoro', quantity: '1', is_subtraction: false },
  '302': { recipe: 'Spaghetti Bolognese', quantity: '1', is_subtraction: false },
  '303': { recipe: 'Spaghetti Carbonara', quantity: '1', is_subtraction: false },
  '304': { recipe: 'Tagliatelle al Salmone', quantity: '1', is_subtraction: false },
  '305': { recipe: 'Tagliatelle ai Funghi', quantity: '1', is_subtraction: false },
  '306': { recipe: 'Spaghetti Pomodoro', quantity: '1', is_subtraction: false },
  '401': { recipe: 'Zürcher Geschnetzeltes', quantity: '1', is_subtraction: false },
  '402': { recipe: 'Wiener Schnitzel', quantity: '1', is_subtraction: false },
  '403': { ingredient: 'Rindsentrecôte', quantity: '0.215', is_subtraction: false },
  '404': { ingredient: 'Lachs', quantity: '0.19', is_subtraction: false },
  '405': { recipe: 'Bacalhau à Brás', quantity: '1', is_subtraction: false },
  '406': { recipe: 'Fish and Chips', quantity: '1', is_subtraction: false },
  '407': { ingredient: 'Pouletbrust', quantity: '0.19', is_subtraction: false },
  '701': { ingredient: 'Rindsentrecôte', quantity: '1.15', is_subtraction: false },
  '801': { recipe: 'Tiramisu', quantity: '1', is_subtraction: false },
  '802': { ingredient: 'Rahm', quantity: '0.12', is_subtraction: false },
  '803': { ingredient: 'Schokolade', quantity: '0.06', is_subtraction: false },
  '804': { ingredient: 'Eier', quantity: '0.5', is_subtraction: false },
  '805': { recipe: 'Vanilleglace', quantity: '1', is_subtraction: false },
  '806': { recipe: 'Vanilleglace', quantity: '1', is_subtraction: false },
  '807': { ingredient: 'Rahm', quantity: '0.14', is_subtraction: false },
  '851': { recipe: 'Rührei mit Toast', quantity: '1', is_subtraction: false },
  '852': { ingredient: 'Eier', quantity: '2', is_subtraction: false },
  '853': { recipe: 'Toastbrot', quantity: '2', is_subtraction: false },
  '854': { ingredient: 'Mehl', quantity: '0.08', is_subtraction: false },
  '855': { ingredient: 'Eier', quantity: '3', is_subtraction: false },
  '856': { ingredient: 'Butter', quantity: '0.02', is_subtraction: false },
  '857': { recipe: 'Rührei mit Toast', quantity: '1', is_subtraction: false },
  '985': { recipe: 'Tomatensauce', quantity: '2', is_subtraction: false },
  '987': { ingredient: 'Schokolade', quantity: '0.05', is_subtraction: false },
  '989': { ingredient: 'Portwein', quantity: '4', is_subtraction: false },
  '960': { ingredient: 'Teigwaren', quantity: '0.2', is_subtraction: false },
  '910': { ingredient: 'Speck', quantity: '0.03', is_subtraction: false },
  '911': { ingredient: 'Cheddar', quantity: '0.025', is_subtraction: false },
  '912': { ingredient: 'Cheddar', quantity: '0.025', is_subtraction: true },
  '913': { recipe: 'Burger-Patty', quantity: '1', is_subtraction: false },
  '914': { ingredient: 'Mozzarella', quantity: '0.06', is_subtraction: false },
  '915': { ingredient: 'Prosciutto', quantity: '0.05', is_subtraction: false },
  '916': { ingredient: 'Hafermilch', quantity: '0.15', is_subtraction: false },
  '917': { ingredient: 'Rindshackfleisch', quantity: '0.12', is_subtraction: false },
  '918': { ingredient: 'Cheddar', quantity: '0.06', is_subtraction: false },
  '919': { recipe: 'Burgersauce', quantity: '1', is_subtraction: false },
};

/** Combo header and choice group, voucher, deposit, room, donation, cover: sold, but not stock. */
const IGNORED = ['950', '951', '980', '981', '982', '983', '984'];

const cents = (cost: string, percent: number) => ((Number(cost) * percent) / 100).toFixed(4);

function deliveries(): DemoKitchen['receipts'] {
  return INGREDIENTS.flatMap(([ingredient, , cost, [zurich, lisbon]], index) => {
    // Prices move: the first delivery is the cheapest, so that the weighted average is worth looking at
    // (R23).
    const drift = 102 + (index % 5);
    const half = (supply: number) => String(Math.ceil(supply / 2));
    const drink = index < 19;
    return [
      {
        ingredient,
        storage_unit: ZURICH,
        quantity: half(zurich),
        unit_cost: cents(cost, 100),
        days_ago: 100,
      },
      { ingredient, storage_unit: LISBON, quantity: half(lisbon), unit_cost: cents(cost, 96), days_ago: 98 },
      {
        ingredient,
        storage_unit: ZURICH,
        quantity: half(zurich),
        unit_cost: cents(cost, drift),
        days_ago: 45,
      },
      {
        ingredient,
        storage_unit: LISBON,
        quantity: half(lisbon),
        unit_cost: cents(cost, drift - 2),
        days_ago: 43,
      },
      ...(drink
        ? [{ ingredient, storage_unit: BAR, quantity: '24', unit_cost: cents(cost, drift), days_ago: 20 }]
        : []),
    ];
  })
    .filter((receipt) => receipt.quantity !== '0')
    .sort((a, b) => b.days_ago - a.days_ago);
}

/** What the demo restaurant keeps in stock, matching the simulator's menu; plain data with names as keys. */
export const demoKitchen: DemoKitchen = {
  storageUnits: [
    { name: ZURICH, address: 'Seestrasse 12, 8002 Zürich', location: 'Seeblick Zürich' },
    { name: BAR, address: 'Seestrasse 12, 8002 Zürich', location: null },
    { name: LISBON, address: 'Cais do Sodré 8, 1200-450 Lisboa', location: 'Harbour Lisbon' },
  ],
  ingredients: INGREDIENTS.map(([name, base_unit, , , allergens]) => ({ name, base_unit, allergens })),
  recipes: RECIPES,
  mappings: MAPPINGS,
  ignoredSkus: IGNORED,
  receipts: deliveries(),
};
