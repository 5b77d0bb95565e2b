import { kitchen } from '../kitchen';

export const grill = kitchen({
  name: 'grill and burgers, English',
  ingredients: `
    Budweiser 12oz; bottle; 0.95
    Blue Moon draft; l; 3.40
    House IPA draft; l; 2.90
    Corona Extra; bottle; 1.10
    Cabernet Sauvignon; bottle; 7.50
    Chardonnay; bottle; 7.00
    Pinot Grigio; bottle; 6.80
    Jim Beam; l; 18.00
    Jack Daniel's; l; 23.00
    Tito's Vodka; l; 20.00
    Captain Morgan; l; 18.50
    Jose Cuervo; l; 19.00
    Coke syrup post-mix; l; 0.60
    Sprite can; piece; 0.55
    Dr Pepper can; piece; 0.60
    Root Beer; bottle; 1.10
    San Pellegrino 500ml; bottle; 1.05
    Ground Coffee; kg; 14.00
    Cheddar; kg; 8.50
    Bacon; kg; 10.50
    Avocado; piece; 1.05
    Beef Patty; piece; 1.95
    Ribeye; kg; 32.00
    New York Strip; kg; 27.00
    Chicken Wings; piece; 0.42
    Brioche Bun; piece; 0.48
    Vanilla Ice Cream; l; 3.90
    BBQ Sauce; l; 4.00
    Ranch Dressing; l; 4.40
  `,
  recipes: `
    Classic Burger: Beef Patty, Brioche Bun
    Cheeseburger: Beef Patty, Cheddar
    Bacon Cheeseburger: Beef Patty, Bacon, Cheddar
    Double Cheeseburger: Beef Patty, Cheddar
    BBQ Pulled Pork Burger: Pork, BBQ Sauce
    Crispy Chicken Burger: Chicken
    Veggie Burger: Beans
    Kids Burger: Beef Patty
    French Fries: Potatoes
    Sweet Potato Fries: Sweet Potatoes
    Truffle Fries: Potatoes, Truffle Oil
    Onion Rings: Onions
    Mac and Cheese: Macaroni, Cheddar
    Coleslaw: Cabbage
    Corn on the Cob: Corn
    Baby Back Ribs Half Rack: Ribs
    Baby Back Ribs Full Rack: Ribs
    Nachos Supreme: Tortilla, Cheddar
    Caesar Salad: Romaine
    Cobb Salad: Chicken, Bacon, Avocado
    Chicken Tenders: Chicken
    Buffalo Cauliflower: Cauliflower
    Chili con Carne: Beef, Beans
    New York Cheesecake: Cream Cheese
    Brownie Sundae: Brownie, Vanilla Ice Cream
    Apple Pie: Apples
    Vanilla Milkshake: Vanilla Ice Cream, Milk
    Chocolate Milkshake: Ice Cream, Milk
    Strawberry Milkshake: Ice Cream, Milk
    Coffee: Ground Coffee
    Iced Tea: Tea
    Lemonade: Lemons
    Margarita: Jose Cuervo
    Old Fashioned: Jim Beam
    Moscow Mule: Tito's Vodka
  `,
  decided: `
    Jim Beam sgl | Bar | 7.00 | Jim Beam | 4 cl
    Pint IPA | Draft | 6.50 | House IPA draft | 473 ml
    Glass Chard | Wine | 8.00 | Chardonnay | 0.2 bottle
    Wings 6 | Starters | 8.50 | Chicken Wings | 6 piece
    Fountain Coke | Sodas | 3.50 | Coke syrup post-mix | 6 cl
    Add Bacon | Add-ons | 2.50 | Bacon | 30 g
    Svc Charge | Misc | 0 | no stock
  `,
  items: `
    Bud btl | Beer | 5.50 | Budweiser 12oz | 1 bottle
    Blue Moon pint | Draft | 7.00 | Blue Moon draft | 473 ml
    IPA pint | Draft | 6.50 | House IPA draft | 473 ml
    Corona | Beer | 6.00 | Corona Extra | 1 bottle
    Cab Sauv btl | Wine | 34.00 | Cabernet Sauvignon | 1 bottle
    Gls Cab Sauv | Wine | 8.50 | Cabernet Sauvignon | 0.2 bottle
    P Grigio glass | Wine | 8.00 | Pinot Grigio | 0.2 bottle
    JD sgl | Bar | 7.50 | Jack Daniel's | 4 cl
    Titos sgl | Bar | 8.00 | Tito's Vodka | 4 cl
    Capt Morgan dbl | Bar | 12.00 | Captain Morgan | 8 cl
    Cuervo shot | Bar | 7.00 | Jose Cuervo | ?
    Sprite | Sodas | 3.00 | Sprite can | 1 piece
    Dr. Pepper | Sodas | 3.00 | Dr Pepper can | 1 piece
    Rootbeer | Sodas | 4.50 | Root Beer | 1 bottle
    Pellegrino | Sodas | 5.00 | San Pellegrino 500ml | 1 bottle
    Clsc Burger | Burgers | 13.50 | Classic Burger
    Chz Burger | Burgers | 14.50 | Cheeseburger
    Bcn Chs Burger | Burgers | 16.00 | Bacon Cheeseburger
    Dbl Chs Burg | Burgers | 18.50 | Double Cheeseburger
    Pulled Pork | Burgers | 16.50 | BBQ Pulled Pork Burger
    Crispy Chx Burger | Burgers | 15.50 | Crispy Chicken Burger
    Veg Burger | Burgers | 14.50 | Veggie Burger
    Burger Kids | Kids | 8.50 | Kids Burger
    Fries | Sides | 4.50 | French Fries
    SP Fries | Sides | 5.50 | Sweet Potato Fries
    Swt Pot Fries | Sides | 5.50 | Sweet Potato Fries
    Truff. Fries | Sides | 6.50 | Truffle Fries
    O-Rings | Sides | 5.50 | Onion Rings
    Mac n Cheese | Sides | 6.50 | Mac and Cheese
    Slaw | Sides | 3.50 | Coleslaw
    Corn Cob | Sides | 4.50 | Corn on the Cob
    Half Ribs | Grill | 17.50 | Baby Back Ribs Half Rack
    Ribs Full | Grill | 28.50 | Baby Back Ribs Full Rack
    Ribeye 300g | Grill | 34.00 | Ribeye | 300 g
    NY Strip 10oz | Grill | 29.00 | New York Strip | 283.5 g
    Wings 12pc | Starters | 15.50 | Chicken Wings | 12 piece
    Nachos | Starters | 11.50 | Nachos Supreme
    Caesar | Salads | 12.50 | Caesar Salad
    Cobb Sld | Salads | 15.50 | Cobb Salad
    Chx Tenders | Starters | 9.50 | Chicken Tenders
    Buff. Cauli | Starters | 9.50 | Buffalo Cauliflower
    Chili | Mains | 12.50 | Chili con Carne
    NY Chzcake | Desserts | 8.00 | New York Cheesecake
    Browny Sundae | Desserts | 8.50 | Brownie Sundae
    Apl Pie | Desserts | 7.50 | Apple Pie
    Van Shake | Shakes | 7.00 | Vanilla Milkshake
    Choc Shake | Shakes | 7.00 | Chocolate Milkshake
    Strawb. Shake | Shakes | 7.00 | Strawberry Milkshake
    Add Avo | Add-ons | 2.50 | Avocado | 1 piece
    Add Cheddar | Add-ons | 2.00 | Cheddar | ?
    Extra Bacon | Add-ons | 2.50 | Bacon | 30 g
    No Bacon | Add-ons | 0 | minus Bacon | 30 g
    Marg | Cocktails | 11.00 | Margarita
    OF | Cocktails | 12.00 | Old Fashioned
    Lobster Roll | Mains | 24.00 | none
    Fish Tacos | Mains | 15.50 | none
    Guinness draft | Draft | 7.50 | none
    Key Lime Pie | Desserts | 8.00 | none
    Hot Dog | Mains | 9.50 | none
    Malbec btl | Wine | 36.00 | none
    Gift Certificate | Misc | 50.00 | no stock
    Gratuity 18% | Misc | 0 | no stock
    Medium well | Prep | 0 | no stock
    To Go | Prep | 0 | no stock
    Fire Mains | Prep | 0 | no stock
    Private Room | Misc | 200.00 | no stock
    Allergy! | Prep | 0 | no stock
  `,
});
