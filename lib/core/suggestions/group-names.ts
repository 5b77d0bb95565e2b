export type Family = 'drink' | 'food';

/** What is sold under a group of this name: categories of the word lists, and the names. */
export const GROUP_NAMES: readonly (readonly [categories: string, names: string])[] = [
  ['beer', 'bier biere bières beer beers birra birre draught draft pression fassbier flaschenbier offenbier'],
  [
    'wine',
    'wein weine vin vins wine wines vino vini offenwein flaschenwein rotwein weisswein sekt champagne',
  ],
  [
    'spirit',
    'spirituosen spirits schnaps digestif digestifs digestivi amari grappe shots whisky rum gin liquor longdrinks vodka liköre',
  ],
  [
    'soft water juice',
    'softdrinks softs soft alkoholfrei mineral minerales minérales bibite sodas säfte jus mixers',
  ],
  ['coffee tea', 'kaffee café caffè cafeteria caffetteria heissgetränke coffee hot chaud boissons_chaudes'],
  ['tea', 'tee thé tea'],
  ['cocktail', 'cocktails cocktail aperitivi apéritifs apéro apéros aperitif'],
  [
    'sweet',
    'dessert desserts nachtisch dolci puds pudding kuchen süsses glace eis gelati backwaren goûter patisserie',
  ],
  [
    'dish',
    'hauptgerichte hauptspeisen hauptgänge mains plats secondi fleisch viandes carne grill braten schnitzel',
  ],
  [
    'dish',
    'vorspeisen entrées starters antipasti suppen soups zuppe salate salades salads insalate beilagen sides',
  ],
  [
    'dish',
    'contorni garnitures pizza pizze pizzen pasta pâtes primi burger burgers curry wok küche kitchen snacks',
  ],
  [
    'dish',
    'brotzeit vegetarisch vegi fisch pesce poissons fish brunch breakfast frühstück kinder kids enfants sushi bowls',
  ],
];
