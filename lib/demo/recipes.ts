import type { BaseUnit } from './ingredients';

interface RecipeLine {
  /** Exactly one of the two. A sub-recipe's quantity is portions. */
  ingredient?: string;
  recipe?: string;
  quantity: string;
  /** The ingredient's base unit when absent. */
  unit?: BaseUnit;
  trim_percent?: string;
}
export interface DemoRecipe {
  name: string;
  lines: RecipeLine[];
}

const recipe = (name: string, lines: RecipeLine[]): DemoRecipe => ({ name, lines });
const of = (ingredient: string, quantity: string, unit?: BaseUnit, trim_percent?: string): RecipeLine => ({
  ingredient,
  quantity,
  ...(unit && { unit }),
  ...(trim_percent && { trim_percent }),
});
const part = (recipe: string, quantity = '1'): RecipeLine => ({ recipe, quantity });

/** What one portion takes. Sub-recipes come before the recipes that use them. */
export const RECIPES: DemoRecipe[] = [
  recipe('Burger-Gewürz', [of('Gewürze', '4', 'g'), of('Zucker', '1', 'g')]),
  recipe('Kräuteröl', [of('Olivenöl', '10', 'ml'), of('Gewürze', '0.5', 'g')]),
  recipe('Burger-Patty', [of('Rindshackfleisch', '0.170', undefined, '4'), part('Burger-Gewürz')]),
  recipe('Veggie-Patty', [
    of('Champignons', '0.090', undefined, '8'),
    of('Kartoffeln', '0.060', undefined, '15'),
    of('Eier', '0.5'),
    part('Burger-Gewürz'),
  ]),
  recipe('Burgersauce', [of('Eier', '0.2'), of('Olivenöl', '20', 'ml'), part('Burger-Gewürz', '0.25')]),
  recipe('Tomatensauce', [
    of('Tomaten', '0.110', undefined, '6'),
    of('Zwiebeln', '0.015', undefined, '10'),
    part('Kräuteröl'),
  ]),
  recipe('Pizzateig', [of('Mehl', '0.160'), part('Kräuteröl', '0.5')]),
  recipe('Pizzaboden', [part('Pizzateig'), part('Tomatensauce')]),
  recipe('Pommes', [of('Kartoffeln', '0.250', undefined, '15'), of('Olivenöl', '15', 'ml')]),
  recipe('Salatbeilage', [
    of('Blattsalat', '0.060', undefined, '20'),
    of('Tomaten', '0.040', undefined, '5'),
    part('Kräuteröl'),
  ]),
  recipe('Toastbrot', [of('Mehl', '0.050'), of('Butter', '5', 'g')]),
  recipe('Vanilleglace', [
    of('Rahm', '40', 'ml'),
    of('Milch', '30', 'ml'),
    of('Zucker', '12', 'g'),
    of('Eier', '0.4'),
  ]),
  recipe('Classic Burger', [
    of('Burger-Bun', '1'),
    part('Burger-Patty'),
    part('Burgersauce'),
    of('Blattsalat', '0.015', undefined, '20'),
    of('Tomaten', '0.030', undefined, '5'),
  ]),
  recipe('Cheeseburger', [
    of('Burger-Bun', '1'),
    part('Burger-Patty'),
    part('Burgersauce'),
    of('Cheddar', '25', 'g'),
    of('Blattsalat', '0.015', undefined, '20'),
  ]),
  recipe('Bacon Burger', [
    of('Burger-Bun', '1'),
    part('Burger-Patty'),
    part('Burgersauce'),
    of('Cheddar', '25', 'g'),
    of('Speck', '0.030', undefined, '10'),
  ]),
  recipe('Doppelburger', [
    of('Burger-Bun', '1'),
    part('Burger-Patty', '2'),
    part('Burgersauce', '1.5'),
    of('Cheddar', '50', 'g'),
  ]),
  recipe('Chicken Burger', [
    of('Burger-Bun', '1'),
    of('Pouletbrust', '0.150', undefined, '6'),
    part('Burgersauce'),
    of('Cheddar', '25', 'g'),
    of('Blattsalat', '0.015', undefined, '20'),
  ]),
  recipe('Veggie Burger', [
    of('Burger-Bun', '1'),
    part('Veggie-Patty'),
    part('Burgersauce'),
    of('Tomaten', '0.030', undefined, '5'),
  ]),
  recipe('Pizza Margherita', [part('Pizzaboden'), of('Mozzarella', '0.120')]),
  recipe('Pizza Prosciutto', [
    part('Pizzaboden'),
    of('Mozzarella', '0.110'),
    of('Prosciutto', '0.070', undefined, '3'),
  ]),
  recipe('Pizza Salami', [
    part('Pizzaboden'),
    of('Mozzarella', '0.110'),
    of('Salami', '0.060', undefined, '3'),
  ]),
  recipe('Pizza Funghi', [
    part('Pizzaboden'),
    of('Mozzarella', '0.110'),
    of('Champignons', '0.080', undefined, '8'),
  ]),
  recipe('Pizza Quattro Formaggi', [
    part('Pizzaboden'),
    of('Mozzarella', '0.080'),
    of('Cheddar', '0.040'),
    of('Parmesan', '0.030', undefined, '5'),
  ]),
  recipe('Pizza Tonno', [
    part('Pizzaboden'),
    of('Mozzarella', '0.100'),
    of('Thunfisch', '0.080'),
    of('Zwiebeln', '0.030', undefined, '10'),
  ]),
  recipe('Pizza Verdure', [
    part('Pizzaboden'),
    of('Mozzarella', '0.100'),
    of('Champignons', '0.050', undefined, '8'),
    of('Tomaten', '0.060', undefined, '5'),
  ]),
  recipe('Spaghetti Pomodoro', [
    of('Teigwaren', '0.120'),
    part('Tomatensauce', '1.5'),
    of('Parmesan', '10', 'g'),
  ]),
  recipe('Spaghetti Bolognese', [
    of('Teigwaren', '0.120'),
    of('Rindshackfleisch', '0.110', undefined, '4'),
    part('Tomatensauce'),
    of('Parmesan', '10', 'g'),
  ]),
  recipe('Spaghetti Carbonara', [
    of('Teigwaren', '0.120'),
    of('Speck', '0.050', undefined, '10'),
    of('Eier', '1.5'),
    of('Parmesan', '0.025', undefined, '5'),
  ]),
  recipe('Tagliatelle al Salmone', [
    of('Teigwaren', '0.130'),
    of('Lachs', '0.090', undefined, '12'),
    of('Rahm', '8', 'cl'),
  ]),
  recipe('Tagliatelle ai Funghi', [
    of('Teigwaren', '0.130'),
    of('Champignons', '0.110', undefined, '8'),
    of('Rahm', '6', 'cl'),
  ]),
  recipe('Zürcher Geschnetzeltes', [
    of('Kalbfleisch', '0.160', undefined, '7'),
    of('Rahm', '10', 'cl'),
    of('Champignons', '0.050', undefined, '8'),
    of('Kartoffeln', '0.220', undefined, '15'),
    of('Butter', '20', 'g'),
  ]),
  recipe('Wiener Schnitzel', [
    of('Kalbfleisch', '0.150', undefined, '5'),
    of('Mehl', '20', 'g'),
    of('Eier', '0.5'),
    of('Butter', '30', 'g'),
    part('Pommes'),
  ]),
  recipe('Fish and Chips', [of('Kabeljau', '0.180', undefined, '10'), of('Mehl', '40', 'g'), part('Pommes')]),
  recipe('Bacalhau à Brás', [
    of('Kabeljau', '0.140', undefined, '12'),
    of('Kartoffeln', '0.150', undefined, '15'),
    of('Eier', '2'),
    of('Zwiebeln', '0.050', undefined, '10'),
    part('Kräuteröl'),
  ]),
  recipe('Gin Tonic', [of('Gin', '4'), of('Tonic Water 2 dl', '1'), of('Limetten', '0.015', undefined, '5')]),
  recipe('Aperol Spritz', [of('Aperol', '6'), of('Prosecco', '9', 'cl')]),
  recipe('Cappuccino', [of('Kaffeebohnen', '9', 'g'), of('Milch', '15', 'cl')]),
  recipe('Limonade', [of('Limetten', '0.080', undefined, '30'), of('Zucker', '25', 'g')]),
  recipe('Rührei mit Toast', [
    of('Eier', '3'),
    of('Butter', '10', 'g'),
    of('Rahm', '2', 'cl'),
    part('Toastbrot', '2'),
  ]),
  recipe('Tiramisu', [
    of('Eier', '0.7'),
    of('Rahm', '7', 'cl'),
    of('Zucker', '20', 'g'),
    of('Kaffeebohnen', '6', 'g'),
    of('Schokolade', '5', 'g'),
  ]),
];
