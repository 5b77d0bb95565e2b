import { kitchen } from '../kitchen';

export const pub = kitchen({
  name: 'pub, English',
  ingredients: `
    Guinness (keg); l; 3.10
    Camden Hells Lager (keg); l; 2.60
    Timothy Taylor Landlord (cask); l; 2.20
    Aspall Cyder (keg); l; 2.45
    Peroni 330ml; bottle; 1.15
    Heineken 0.0 330ml; bottle; 0.85
    Old Mout Berries 500ml; bottle; 1.90
    Gordon's Gin; l; 17.00
    Hendrick's Gin; l; 29.00
    Smirnoff Vodka; l; 15.50
    Bacardi White Rum; l; 16.80
    Jameson Whiskey; l; 22.00
    Fever-Tree Tonic 200ml; bottle; 0.62
    Fever-Tree Light Tonic 200ml; bottle; 0.62
    Coca-Cola 330ml; bottle; 0.74
    Diet Coke 330ml; bottle; 0.74
    Lemonade (draught); l; 0.60
    House Sauvignon Blanc; l; 7.20
    House Merlot; l; 7.00
    Prosecco 75cl; bottle; 7.90
    J2O Orange & Passionfruit; bottle; 0.88
    Crisps; piece; 0.42
    Pork Scratchings; piece; 0.70
    Salted Peanuts; piece; 0.55
    Coffee Beans; kg; 14.00
    Halloumi; kg; 8.90
    Sirloin Steak; kg; 21.00
    Chocolate Ice Cream; l; 4.10
  `,
  recipes: `
    Fish & Chips: Cod, Potatoes
    Beef & Ale Pie: Beef, Ale
    Chicken & Leek Pie: Chicken, Leek
    Sunday Roast Beef: Beef, Potatoes
    Sunday Roast Chicken: Chicken, Potatoes
    Ploughman's Lunch: Cheddar, Ham
    Cheeseburger: Beef, Cheddar
    Vegan Burger: Beans
    Sausage & Mash: Sausages, Potatoes
    Chips: Potatoes
    Cheesy Chips: Potatoes, Cheddar
    Onion Rings: Onions
    Sticky Toffee Pudding: Dates, Cream
    Apple Crumble: Apples
    Soup of the Day: Vegetables
    Kids Fish Fingers: Cod
    Mushy Peas: Peas
    Flat White: Coffee Beans, Milk
    Americano: Coffee Beans
    Espresso Martini: Smirnoff Vodka, Coffee Beans
    Pimm's Jug: Pimm's, Lemonade (draught)
    Full English Breakfast: Bacon, Eggs
    Scampi Basket: Scampi
  `,
  decided: `
    Smirnoff Sgl | Spirits | 4.20 | Smirnoff Vodka | 25 ml
    Smirnoff Dbl | Spirits | 7.00 | Smirnoff Vodka | 50 ml
    Landlord Pint | Draught | 4.90 | Timothy Taylor Landlord (cask) | 568 ml
    Landlord Half | Draught | 2.50 | Timothy Taylor Landlord (cask) | 284 ml
    Merlot 125 | Wine | 4.90 | House Merlot | 125 ml
    Onion Rings | Sides | 4.50 | Onion Rings
    Staff Meal | Misc | 0 | no stock
  `,
  items: `
    Guinness Pint | Draught | 5.60 | Guinness (keg) | 568 ml
    Guiness 1/2 | Draught | 2.90 | Guinness (keg) | 284 ml
    Camden Hells Pt | Draught | 5.80 | Camden Hells Lager (keg) | 568 ml
    Hells Half | Draught | 3.00 | Camden Hells Lager (keg) | 284 ml
    Aspalls Pint | Draught | 5.20 | Aspall Cyder (keg) | 568 ml
    Btl Peroni | Bottles | 4.60 | Peroni 330ml | 1 bottle
    Heineken Zero | Bottles | 4.00 | Heineken 0.0 330ml | 1 bottle
    Old Mout | Bottles | 5.50 | Old Mout Berries 500ml | 1 bottle
    Gordons Dbl | Spirits | 7.20 | Gordon's Gin | 50 ml
    Hendricks Sgl | Spirits | 5.20 | Hendrick's Gin | 25 ml
    Jamesons Sgl | Spirits | 4.60 | Jameson Whiskey | 25 ml
    Bacardi 50ml | Spirits | 7.20 | Bacardi White Rum | 50 ml
    F/Tree Tonic | Mixers | 2.20 | Fever-Tree Tonic 200ml | 1 bottle
    Slimline Tonic | Mixers | 2.20 | Fever-Tree Light Tonic 200ml | 1 bottle
    Coke Btl | Softs | 3.20 | Coca-Cola 330ml | 1 bottle
    Diet Coke | Softs | 3.20 | Diet Coke 330ml | 1 bottle
    Lemonade Pint | Softs | 3.10 | Lemonade (draught) | 568 ml
    Sauv Blanc 175 | Wine | 6.20 | House Sauvignon Blanc | 175 ml
    Sauv Blanc 250ml | Wine | 8.10 | House Sauvignon Blanc | 250 ml
    Merlot Btl | Wine | 22.00 | House Merlot | 75 cl
    Prosecco Bottle | Wine | 28.00 | Prosecco 75cl | 1 bottle
    J20 Orange | Softs | 3.30 | J2O Orange & Passionfruit | 1 bottle
    S&V Crisps | Snacks | 1.30 | Crisps | 1 piece
    Scratchings | Snacks | 1.90 | Pork Scratchings | 1 piece
    Nuts | Snacks | 1.60 | Salted Peanuts | 1 piece
    Fish n Chips | Mains | 15.50 | Fish & Chips
    Fish&Chips Lrg | Mains | 18.50 | Fish & Chips | ?
    Steak Ale Pie | Mains | 14.90 | Beef & Ale Pie
    Chkn Leek Pie | Mains | 14.90 | Chicken & Leek Pie
    Rst Beef | Sunday | 17.50 | Sunday Roast Beef
    Roast Chick. | Sunday | 16.00 | Sunday Roast Chicken
    Ploughmans | Mains | 12.00 | Ploughman's Lunch
    Chs Burger | Mains | 13.50 | Cheeseburger
    Bangers & Mash | Mains | 12.90 | Sausage & Mash
    Chips Cheesy | Sides | 5.50 | Cheesy Chips
    Bowl Chips | Sides | 4.50 | Chips
    STP | Puds | 6.90 | Sticky Toffee Pudding
    Crumble | Puds | 6.50 | Apple Crumble
    Soup o/t Day | Starters | 6.50 | Soup of the Day
    Kid Fish Fing | Kids | 7.00 | Kids Fish Fingers
    Mush Peas | Sides | 2.50 | Mushy Peas
    Flat Wht | Hot Drinks | 3.20 | Flat White
    Esp Martini | Cocktails | 9.50 | Espresso Martini
    Full Eng. Bkfst | Breakfast | 11.90 | Full English Breakfast
    Scampi | Mains | 12.50 | Scampi Basket
    Sirloin 8oz | Mains | 22.00 | Sirloin Steak | 227 g
    Lamb Shank | Mains | 18.90 | none
    Doom Bar Pint | Draught | 4.90 | none
    Malibu Sgl | Spirits | 4.20 | none
    Hot Choc | Hot Drinks | 3.60 | none
    Nachos | Sides | 8.90 | none
    Red Bull | Softs | 3.50 | none
    Veg Lasagne | Mains | 12.50 | none
    Peppermint Tea | Hot Drinks | 2.80 | none
    Gift Card | Misc | 25.00 | no stock
    Quiz Entry | Misc | 2.00 | no stock
    Service 12.5% | Misc | 0 | no stock
    No Ice | Notes | 0 | no stock
    Table Deposit | Misc | 10.00 | no stock
    Away - Mains | Course | 0 | no stock
    Corkage | Misc | 12.00 | no stock
  `,
});
