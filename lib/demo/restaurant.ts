import { BAR, deliveries, LISBON, ZURICH } from './deliveries';
import { INGREDIENTS } from './ingredients';
import { BUTTON_MAPPINGS, IGNORED, MAPPINGS } from './mappings';
import { MODIFIER_RULES } from './modifiers';
import { RECIPES } from './recipes';
import { PACKAGING, VOID_REASONS } from './take-away';

/** What the demo restaurant keeps in stock, matching the simulator's menu; plain data with names as keys. */
export const demoRestaurant = {
  /** `location`: the name of the Lightspeed location whose sales it feeds; null for a second room. */
  storageUnits: [
    { name: ZURICH, address: 'Seestrasse 12, 8002 Zürich', location: 'Seeblick Zürich' },
    { name: BAR, address: 'Seestrasse 12, 8002 Zürich', location: null },
    { name: LISBON, address: 'Cais do Sodré 8, 1200-450 Lisboa', location: 'Harbour Lisbon' },
  ],
  ingredients: INGREDIENTS.map(([name, base_unit, , , allergens]) => ({ name, base_unit, allergens })),
  recipes: RECIPES,
  /** By SKU, as sold; SKUs in neither list stay unmapped on purpose. */
  mappings: MAPPINGS,
  /** By name, of buttons that are another thing by season. */
  buttonMappings: BUTTON_MAPPINGS,
  ignoredSkus: IGNORED,
  /** The SKU of that of the cakes. */
  cakes: '987',
  modifierRules: MODIFIER_RULES,
  packaging: PACKAGING,
  voidReasons: VOID_REASONS,
  /** `days_ago` counted from the day of seeding. */
  receipts: deliveries(),
};
