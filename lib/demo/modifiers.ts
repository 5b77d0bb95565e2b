import type { ModifierRuleInput } from '@/lib/contracts/modifiers';

/** A rule with names and SKUs instead of ids. */
export interface DemoRule
  extends Pick<ModifierRuleInput, 'effect' | 'quantity' | 'unit' | 'factor' | 'share'> {
  /** The parent it is said for, by SKU; else for every parent. */
  parent?: string;
  ingredient?: string;
  recipe?: string;
  replaces?: string;
}

/** By SKU, what an item does as a modifier (R37): each effect is said somewhere. */
export const MODIFIER_RULES: Readonly<Record<string, readonly DemoRule[]>> = {
  '911': [{ effect: 'adds', ingredient: 'Cheddar', quantity: '25', unit: 'g' }],
  '912': [{ effect: 'removes', ingredient: 'Cheddar' }],
  '916': [{ effect: 'replaces', replaces: 'Milch', ingredient: 'Hafermilch', factor: '1' }],
  '920': [
    { effect: 'scales', factor: '2' },
    { parent: '53', effect: 'stands_for', recipe: 'Doppelburger', quantity: '1' },
  ],
  '921': [
    { effect: 'replaces', replaces: 'Kartoffeln', ingredient: 'Blattsalat', factor: '0.25' },
    { parent: '109', effect: 'stands_for', recipe: 'Salatbeilage', quantity: '1' },
  ],
  '922': [{ effect: 'scales', factor: '1.5' }],
  '923': [{ effect: 'scales', factor: '0.6' }],
  '924': [{ effect: 'adds_back', ingredient: 'Burger-Bun', quantity: '1' }],
  '925': [{ effect: 'nothing' }],
  '926': [{ effect: 'nothing' }],
};
