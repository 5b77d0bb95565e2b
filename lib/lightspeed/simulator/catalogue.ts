type ItemType = 'ITEM' | 'SEQUENCE' | 'GROUP' | 'SUB_ITEM';

export interface SimItem {
  /** 64-bit id as text; written unquoted on the wire, partly beyond 2^53 (R9). */
  id: string;
  sku: string | null;
  name: string;
  group: string;
  price: number;
  itemType: ItemType;
  active: boolean;
  priceMode: 'AMOUNT' | 'POSITIVE_OPEN_PRICE';
  /** Ids of the locations that sell it; undefined means all. */
  locations?: string[];
}

type Row = [sku: string, name: string, price: number];

const TABLE: Record<string, Row[]> = {
  Bier: [
    ['588', 'Lager vom Fass 3 dl', 5.5],
    ['589', 'Lager vom Fass 5 dl', 8],
    ['590', 'Panaché 3 dl', 5.5],
    ['591', 'Weissbier Flasche 5 dl', 8.5],
    ['592', 'IPA Flasche 33 cl', 8],
    ['593', 'Super Bock Flasche 33 cl', 6],
    ['594', 'Bier alkoholfrei 33 cl', 6],
  ],
  'Wein offen': [
    ['601', 'Fendant 1 dl', 6.5],
    ['602', 'Pinot Noir 1 dl', 7.5],
    ['603', 'Vinho Verde 1 dl', 6],
    ['604', 'Primitivo 1 dl', 7],
    ['605', 'Prosecco 1 dl', 8.5],
    ['606', 'Rosé 1 dl', 7],
  ],
  'Wein Flasche': [
    ['611', 'Fendant 75 cl', 46],
    ['612', 'Pinot Noir 75 cl', 52],
    ['613', 'Vinho Verde 75 cl', 42],
    ['614', 'Primitivo 75 cl', 49],
    ['615', 'Prosecco 75 cl', 58],
    ['616', 'Champagner Brut 75 cl', 115],
  ],
  Spirituosen: [
    ['621', 'Gin 4 cl', 11],
    ['622', 'Wodka 4 cl', 10],
    ['623', 'Rum 4 cl', 11],
    ['624', 'Whisky 4 cl', 13],
    ['625', 'Grappa 2 cl', 8],
    ['626', 'Ginjinha 4 cl', 5],
    ['627', 'Portwein Tawny 6 cl', 8],
  ],
  Cocktails: [
    ['631', 'Gin Tonic', 15],
    ['632', 'Aperol Spritz', 13],
    ['633', 'Negroni', 16],
    ['634', 'Mojito', 16],
    ['635', 'Moscow Mule', 16],
    ['636', 'Caipirinha', 16],
    ['637', 'Espresso Martini', 17],
    ['638', 'Hugo', 13],
    ['639', 'Cuba Libre', 15],
    ['640', 'Porto Tonic', 12],
  ],
  Kaffee: [
    ['501', 'Espresso', 4.2],
    ['502', 'Doppelter Espresso', 5.8],
    ['503', 'Café Crème', 4.6],
    ['504', 'Cappuccino', 5.4],
    ['505', 'Latte Macchiato', 5.9],
    ['506', 'Flat White', 5.9],
    ['507', 'Schwarztee', 4.8],
    ['508', 'Pfefferminztee', 4.8],
    ['509', 'Heisse Schokolade', 5.5],
  ],
  Softdrinks: [
    ['541', 'Cola 33 cl', 5],
    ['542', 'Mineral mit Gas 5 dl', 5.5],
    ['542.', 'Mineral still 5 dl', 5.5],
    ['543', 'Cola Zero 33 cl', 5],
    ['544', 'Eistee hausgemacht', 5.5],
    ['545', 'Orangensaft frisch 2 dl', 6.5],
    ['546', 'Apfelschorle 3 dl', 5],
    ['547', 'Tonic Water 2 dl', 5],
    ['548', 'Ginger Beer 2 dl', 5.5],
    ['549', 'Limonade hausgemacht', 6],
  ],
  Vorspeisen: [
    ['101', 'Gemischter Salat', 10.5],
    ['102', 'Caesar Salad', 16.5],
    ['103', 'Tomatensuppe', 9.5],
    ['104', 'Bruschetta', 11],
    ['105', 'Rindscarpaccio', 19.5],
    ['106', 'Pastéis de Bacalhau', 12],
    ['107', 'Burrata mit Tomaten', 17.5],
    ['108', 'Knoblauchbrot', 7.5],
    ['109', 'Pommes frites', 8],
    ['110', 'Loaded Fries', 0],
  ],
  Burger: [
    ['52', 'Classic Burger', 21],
    ['53', 'Cheeseburger', 22.5],
    ['54', 'Bacon Burger', 24.5],
    ['55', 'Doppelburger', 28.5],
    ['56', 'Chicken Burger', 22.5],
    ['57', 'Veggie Burger', 22],
  ],
  Pizza: [
    ['201', 'Pizza Margherita', 17.5],
    ['202', 'Pizza Prosciutto', 21],
    ['203', 'Pizza Salami', 21],
    ['204', 'Pizza Funghi', 19.5],
    ['205', 'Pizza Quattro Formaggi', 22],
    ['206', 'Pizza Tonno', 21.5],
    ['207', 'Pizza Verdure', 20.5],
  ],
  Pasta: [
    ['301', 'Spaghetti Pomodoro', 17],
    ['302', 'Spaghetti Bolognese', 21.5],
    ['303', 'Spaghetti Carbonara', 21],
    ['304', 'Tagliatelle al Salmone', 24.5],
    ['305', 'Tagliatelle ai Funghi', 23.5],
    ['306', 'Penne Arrabbiata', 18],
  ],
  Hauptgänge: [
    ['401', 'Zürcher Geschnetzeltes mit Rösti', 34.5],
    ['402', 'Wiener Schnitzel', 33],
    ['403', 'Rindsentrecôte 200 g', 42],
    ['404', 'Lachsfilet vom Grill', 32.5],
    ['405', 'Bacalhau à Brás', 22],
    ['406', 'Fish and Chips', 26.5],
    ['407', 'Pouletbrust mit Gemüse', 28.5],
    ['408', 'Polvo à Lagareiro', 27],
    ['701', 'Roastbeef nach Gewicht (kg)', 89],
  ],
  Desserts: [
    ['801', 'Tiramisu', 11],
    ['802', 'Crème brûlée', 11.5],
    ['803', 'Schokoladenkuchen', 10.5],
    ['804', 'Pastel de Nata', 3],
    ['805', 'Vanilleglace Kugel', 4.5],
    ['806', 'Affogato', 8.5],
    ['807', 'Panna Cotta', 10],
  ],
  Brunch: [
    ['851', 'Rührei mit Toast', 14],
    ['852', 'Eggs Benedict', 18.5],
    ['853', 'Tomaten-Toast', 17],
    ['854', 'Pancakes', 15.5],
    ['855', 'Omelette', 10.5],
    ['856', 'Buttergipfel', 3.2],
    ['857', 'Brunch-Teller Seeblick', 29],
  ],
  Diverses: [
    ['980', 'Geschenkgutschein', 50],
    ['981', 'Depot Mehrwegbecher', 2],
    ['982', 'Saalmiete', 250],
    ['983', 'Trinkgeldbox Spende', 5],
    ['984', 'Gedeck', 0],
    ['985', 'Tagessuppe', 8.5],
    ['986', 'Tagesteller', 22.5],
    ['987', 'Zwetschgenkuchen', 7.5],
    ['988', 'Saisonspezial Küche', 31],
    ['989', 'Sommerbowle', 6],
  ],
};

const MODIFIERS: Row[] = [
  ['910', 'Extra Speck', 3],
  ['911', 'Extra Käse', 2],
  ['912', 'ohne Käse', 0],
  ['913', 'Extra Patty', 7],
  ['914', 'Extra Mozzarella', 3],
  ['915', 'Extra Prosciutto', 4.5],
  ['916', 'Hafermilch', 0.8],
  ['917', 'Pulled Beef Topping', 14.5],
  ['918', 'Cheddar Topping', 12.5],
  ['919', 'Extra Sauce', 1],
];
/** Last of all, so that the ids of the others stay. */
const WISHES: Row[] = [
  ['920', 'doppelt', 7],
  ['921', 'statt Pommes Salat', 2],
  ['922', 'gross', 4],
  ['923', 'klein', 0],
  ['924', 'ohne Bun', 0],
  ['925', 'medium', 0],
  ['926', 'gut durch', 0],
];

export const ZURICH = '141948669132802';
/** Beyond 2^55 and odd: no IEEE double holds it (R9). */
export const LISBON = '45035996273705987';
const LOCAL: Record<string, string> = {
  '401': ZURICH,
  '402': ZURICH,
  '611': ZURICH,
  '601': ZURICH,
  '857': ZURICH,
  '405': LISBON,
  '408': LISBON,
  '106': LISBON,
  '626': LISBON,
  '593': LISBON,
};

function build(): SimItem[] {
  const rows: Omit<SimItem, 'id'>[] = [];
  const base = { active: true, priceMode: 'AMOUNT' as const };
  for (const [group, items] of Object.entries(TABLE)) {
    for (const [sku, name, price] of items) {
      rows.push({
        ...base,
        sku,
        name,
        group,
        price,
        itemType: 'ITEM',
        ...(LOCAL[sku] ? { locations: [LOCAL[sku]] } : {}),
      });
    }
  }
  for (const [sku, name, price] of MODIFIERS)
    rows.push({ ...base, sku, name, price, group: 'Extras', itemType: 'SUB_ITEM' });
  rows.push(
    { ...base, sku: '950', name: 'Lunch-Menü Burger', group: 'Menüs', price: 25.5, itemType: 'SEQUENCE' },
    { ...base, sku: '951', name: 'Menü Getränkewahl', group: 'Menüs', price: 0, itemType: 'GROUP' },
    {
      ...base,
      sku: '960',
      name: 'Kürbisravioli (Herbst)',
      group: 'Pasta',
      price: 24,
      itemType: 'ITEM',
      active: false,
    },
    {
      ...base,
      sku: null,
      name: 'Offener Artikel',
      group: 'Diverses',
      price: 0,
      itemType: 'ITEM',
      priceMode: 'POSITIVE_OPEN_PRICE',
    },
  );
  for (const [sku, name, price] of WISHES)
    rows.push({ ...base, sku, name, price, group: 'Extras', itemType: 'SUB_ITEM' });
  return rows.map((row, index) => ({
    // Every seventh id passes 2^53 by steps a double cannot tell apart.
    id:
      index % 7 === 3 ? String(9007199254740993n + BigInt(index)) : String(141948669133000n + BigInt(index)),
    ...row,
  }));
}

/**
 * The group's items, the same in every run: sales differ by seed, the menu does not. Some are called
 * otherwise by day (`button-names.ts`).
 */
export const CATALOGUE: readonly SimItem[] = build();
