import { kitchen } from '../kitchen';

export const cafe = kitchen({
  name: 'café and bakery, Swiss German',
  ingredients: `
    Kaffeebohnen; kg; 21.00
    Milch; l; 1.50
    Hafermilch; l; 2.30
    Teebeutel Kräuter; piece; 0.18
    Matcha; kg; 160.00
    Ovomaltine; kg; 12.00
    Orangen; kg; 2.20
    Süssmost; l; 2.10
    Rivella Rot 33 cl; bottle; 1.05
    Rivella Blau 33 cl; bottle; 1.05
    Valser Classic 5 dl; bottle; 0.95
    Valser Still 5 dl; bottle; 0.95
    Coca Cola 33 cl; bottle; 0.95
    El Tony Mate; bottle; 1.40
    Prosecco 75 cl; bottle; 9.50
    Quöllfrisch 33 cl; bottle; 1.45
    Buttergipfel; piece; 0.70
    Laugengipfel; piece; 0.75
    Nussgipfel; piece; 1.10
    Schoggibrötli; piece; 0.95
    Zopf; kg; 6.50
    Pain au chocolat; piece; 1.00
    Cheesecake; piece; 2.10
    Rüeblitorte; piece; 1.90
    Carac; piece; 1.60
    Brownie; piece; 1.30
    Cookie; piece; 0.90
    Bananenbrot; piece; 1.20
    Joghurt; kg; 3.20
    Avocado; piece; 1.10
    Lachs geräuchert; kg; 38.00
    Konfitüre; kg; 6.00
  `,
  recipes: `
    Espresso: Kaffeebohnen
    Doppelter Espresso: Kaffeebohnen
    Café Crème: Kaffeebohnen
    Schale: Kaffeebohnen, Milch
    Cappuccino: Kaffeebohnen, Milch
    Flat White: Kaffeebohnen, Milch
    Latte Macchiato: Kaffeebohnen, Milch
    Iced Latte: Kaffeebohnen, Milch
    Chai Latte: Milch, Chai
    Matcha Latte: Matcha, Milch
    Heisse Schokolade: Milch, Schokolade
    Heisse Ovo: Ovomaltine, Milch
    Frisch gepresster Orangensaft: Orangen
    Eistee hausgemacht: Tee
    Avocado-Toast: Avocado, Brot
    Avocado-Toast mit Ei: Avocado, Brot, Ei
    Lachs-Bagel: Lachs geräuchert, Bagel
    Birchermüesli: Haferflocken, Joghurt
    Granola Bowl: Granola, Joghurt
    Rührei: Eier
    Spiegeleier mit Speck: Eier, Speck
    Frühstück Klein: Buttergipfel, Konfitüre
    Frühstück Gross: Buttergipfel, Käse, Fleisch
    Sandwich Schinken: Schinken, Brot
    Sandwich Salami: Salami, Brot
    Sandwich Tomate Mozzarella: Tomate, Mozzarella
    Käsekuchen salzig: Käse
    Tagessuppe: Gemüse
    Quiche mit Salat: Quiche, Salat
    Focaccia Poulet: Poulet
    Pancakes mit Ahornsirup: Mehl
  `,
  decided: `
    Hafermilch Zuschlag | Zusätze | 0.80 | Hafermilch | 2 dl
    Espresso | Kaffee | 4.00 | Espresso
    Prosecco dl | Alkohol | 8.50 | Prosecco 75 cl | 0.133333 bottle
    Depot Becher | Diverses | 2.00 | no stock
    Mostli 2 dl | Kaltgetränke | 3.50 | Süssmost | 2 dl
  `,
  items: `
    Esp. dopp. | Kaffee | 5.50 | Doppelter Espresso
    Kafi Creme | Kaffee | 4.40 | Café Crème
    Cafe creme | Kaffee | 4.40 | Café Crème
    Milchkaffee | Kaffee | 4.80 | Schale
    Cappu | Kaffee | 5.20 | Cappuccino
    FLAT WHT | Kaffee | 5.80 | Flat White
    Latte Macch | Kaffee | 5.80 | Latte Macchiato
    Eiskaffee Latte | Kaffee | 6.20 | Iced Latte
    Chai | Kaffee | 6.00 | Chai Latte
    Matcha Lat. | Kaffee | 6.80 | Matcha Latte
    Heissi Schoggi | Kaffee | 5.20 | Heisse Schokolade
    Hot Choc | Kaffee | 5.20 | Heisse Schokolade
    Ovo heiss | Kaffee | 5.20 | Heisse Ovo
    Tee Pfefferm. | Tee | 4.80 | Teebeutel Kräuter | 1 piece
    Tee Kamille | Tee | 4.80 | Teebeutel Kräuter | 1 piece
    O-Saft frisch | Kaltgetränke | 6.90 | Frisch gepresster Orangensaft
    Oragensaft 2dl | Kaltgetränke | 6.90 | Frisch gepresster Orangensaft | ?
    Icetea haus | Kaltgetränke | 5.50 | Eistee hausgemacht
    Suessmost 3dl | Kaltgetränke | 4.50 | Süssmost | 3 dl
    Rivella r. | Kaltgetränke | 4.80 | Rivella Rot 33 cl | 1 bottle
    Riv. blau | Kaltgetränke | 4.80 | Rivella Blau 33 cl | 1 bottle
    Valser mit | Kaltgetränke | 4.80 | Valser Classic 5 dl | 1 bottle
    Valser ohne | Kaltgetränke | 4.80 | Valser Still 5 dl | 1 bottle
    Coci | Kaltgetränke | 4.80 | Coca Cola 33 cl | 1 bottle
    El Tony | Kaltgetränke | 5.20 | El Tony Mate | 1 bottle
    Quoellfrisch | Alkohol | 6.00 | Quöllfrisch 33 cl | 1 bottle
    Prosecco Flasche | Alkohol | 52.00 | Prosecco 75 cl | 1 bottle
    Gipfeli | Backwaren | 1.60 | Buttergipfel | 1 piece
    Butter Gipf. | Backwaren | 1.60 | Buttergipfel | 1 piece
    Laugengipfeli | Backwaren | 1.80 | Laugengipfel | 1 piece
    Nussgipf. | Backwaren | 3.20 | Nussgipfel | 1 piece
    Schoggiweggli | Backwaren | 2.40 | Schoggibrötli | 1 piece
    Pain choc. | Backwaren | 3.20 | Pain au chocolat | 1 piece
    Cheesecake Stk. | Kuchen | 6.50 | Cheesecake | 1 piece
    Rueblitorte | Kuchen | 6.20 | Rüeblitorte | 1 piece
    Karottenkuchen | Kuchen | 6.20 | Rüeblitorte | 1 piece
    Brownies | Kuchen | 4.50 | Brownie | 1 piece
    Cookies 2er | Kuchen | 5.50 | Cookie | 2 piece
    Banana Bread | Kuchen | 4.80 | Bananenbrot | 1 piece
    Avo Toast | Brunch | 14.50 | Avocado-Toast
    Avo Toast Ei | Brunch | 17.00 | Avocado-Toast mit Ei
    Bagel Lachs | Brunch | 16.50 | Lachs-Bagel
    Salmon Bagel | Brunch | 16.50 | Lachs-Bagel
    Bircher | Brunch | 9.50 | Birchermüesli
    Müsli Bircher kl. | Brunch | 6.50 | Birchermüesli | ?
    Granola | Brunch | 11.50 | Granola Bowl
    Rühreier | Brunch | 9.50 | Rührei
    Spiegelei Speck | Brunch | 13.50 | Spiegeleier mit Speck
    Zmorge chli | Brunch | 12.50 | Frühstück Klein
    Zmorge gross | Brunch | 22.50 | Frühstück Gross
    SW Schinken | Snacks | 8.50 | Sandwich Schinken
    Sandw. Salami | Snacks | 8.50 | Sandwich Salami
    SW Tom/Mozz | Snacks | 8.90 | Sandwich Tomate Mozzarella
    Chäschueche | Snacks | 7.50 | Käsekuchen salzig
    Suppe Tag | Snacks | 8.50 | Tagessuppe
    Quiche Salat | Snacks | 16.50 | Quiche mit Salat
    Focaccia Huhn | Snacks | 12.50 | Focaccia Poulet
    Pancakes | Brunch | 14.50 | Pancakes mit Ahornsirup
    Hafermilch | Zusätze | 0.80 | Hafermilch | 2 dl
    Sauerteigbrot 500g | Backwaren | 6.50 | none
    Veganer Burger | Brunch | 19.50 | none
    Smoothie Beeren | Kaltgetränke | 8.50 | none
    Hugo | Alkohol | 11.00 | none
    Zimtschnecke | Backwaren | 4.20 | none
    Lasagne | Snacks | 18.50 | none
    Geschenkgutschein | Diverses | 50.00 | no stock
    TooGoodToGo | Diverses | 6.90 | no stock
    Trinkgeld Karte | Diverses | 0 | no stock
    laktosefrei | Zusätze | 0 | no stock
    Depotrückgabe | Diverses | -2.00 | no stock
    Becherrabatt | Diverses | -0.50 | no stock
    Raummiete | Diverses | 80.00 | no stock
    Kaffeekurs | Diverses | 90.00 | no stock
  `,
});
