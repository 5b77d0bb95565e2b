import { kitchen } from '../kitchen';

export const hotel = kitchen({
  name: 'city hotel with bar, German and English',
  ingredients: `
    Tanqueray Gin 0,7; bottle; 19.50
    Monkey 47 0,5; bottle; 31.00
    Absolut Vodka 0,7; bottle; 14.90
    Havana Club 3 0,7; bottle; 14.50
    Lagavulin 16 0,7; bottle; 68.00
    Johnnie Walker Black 0,7; bottle; 25.00
    Veuve Clicquot Brut 0,75; bottle; 36.00
    Rotkäppchen Sekt 0,75; bottle; 4.20
    Riesling Rheingau; l; 7.50
    Grauburgunder; l; 7.20
    Spätburgunder; l; 8.10
    Bitburger 0,33; bottle; 0.68
    Bitburger Fass; l; 2.15
    Bitburger 0,0 0,33; bottle; 0.72
    Franziskaner 0,5; bottle; 0.95
    Gerolsteiner Sprudel 0,25; bottle; 0.42
    Gerolsteiner Sprudel 0,75; bottle; 0.80
    Gerolsteiner Naturell 0,25; bottle; 0.42
    Gerolsteiner Naturell 0,75; bottle; 0.80
    Thomas Henry Tonic 0,2; bottle; 0.58
    Thomas Henry Ginger Ale 0,2; bottle; 0.58
    Coca-Cola 0,2; bottle; 0.48
    Coca-Cola Zero 0,2; bottle; 0.48
    Red Bull 0,25; bottle; 1.15
    Orangensaft; l; 1.95
    Rhabarbersaft; l; 2.20
    Aperol; cl; 0.17
    Kaffeebohnen; kg; 16.50
    Teebeutel; piece; 0.14
    Milch; l; 1.10
    Erdnüsse; kg; 6.50
    Rinderfilet; kg; 42.00
    Buttercroissant; piece; 0.62
  `,
  recipes: `
    Club Sandwich: Hähnchen, Speck, Toast
    Caesar Salad mit Hähnchen: Hähnchen, Römersalat, Parmesan
    Caesar Salad mit Garnelen: Garnelen, Römersalat, Parmesan
    Hotel Burger mit Pommes: Rinderhack, Cheddar, Pommes
    Wiener Schnitzel vom Kalb: Kalb, Kartoffelsalat
    Currywurst mit Pommes: Bratwurst, Pommes
    Rinderfilet mit Gratin: Rinderfilet, Kartoffelgratin
    Lachs mit Spinat und Reis: Lachs, Spinat, Reis
    Pasta Pesto: Nudeln, Pesto
    Flammkuchen Elsässer Art: Speck, Zwiebeln
    Tomatensuppe: Tomaten
    Käseauswahl: Käse
    Rührei mit Speck: Eier, Speck
    Eggs Benedict: Eier, Schinken
    Frühstücksbuffet: Brot, Eier, Aufschnitt
    Lunchpaket: Brot, Obst
    Mousse au Chocolat: Schokolade
    Obstsalat: Obst
    Gin Tonic: Tanqueray Gin 0,7, Thomas Henry Tonic 0,2
    Moscow Mule: Absolut Vodka 0,7, Ginger Beer
    Aperol Spritz: Aperol, Sekt
    Mojito: Havana Club 3 0,7, Limetten
    Whisky Sour: Whiskey, Zitrone
    Negroni: Gin, Campari
    Kaffee: Kaffeebohnen
    Kännchen Kaffee: Kaffeebohnen
    Cappuccino: Kaffeebohnen, Milch
    Heiße Schokolade: Milch, Kakao
    Eistee hausgemacht: Tee, Zitrone
    Rhabarberschorle: Rhabarbersaft, Wasser
  `,
  decided: `
    Absolut 4cl | Spirits | 8.00 | Absolut Vodka 0,7 | 0.057143 bottle
    Riesling Glas | Wine by the glass | 8.50 | Riesling Rheingau | 0.2 l
    Aperol pur | Spirits | 6.00 | Aperol | 4 cl
    City Tax | Misc | 3.50 | no stock
    Parkgarage | Misc | 22.00 | no stock
    Espresso | Hot Beverages | 2.90 | Kaffeebohnen | 8 g
    Sprudel klein | Softs | 3.20 | Gerolsteiner Sprudel 0,25 | 1 bottle
  `,
  items: `
    Tanqueray 4cl | Spirits | 9.00 | Tanqueray Gin 0,7 | 0.057143 bottle
    Monkey47 4cl | Spirits | 12.00 | Monkey 47 0,5 | 0.08 bottle
    Absolut Flasche | Bottle Service | 110.00 | Absolut Vodka 0,7 | 1 bottle
    Havana 3 4 cl | Spirits | 8.00 | Havana Club 3 0,7 | 0.057143 bottle
    Lagavulin 2cl | Spirits | 9.50 | Lagavulin 16 0,7 | 0.028571 bottle
    JW Black 4cl | Spirits | 11.00 | Johnnie Walker Black 0,7 | 0.057143 bottle
    Veuve Cliquot Btl | Champagne | 95.00 | Veuve Clicquot Brut 0,75 | 1 bottle
    Veuve Glas 0,1 | Champagne | 15.00 | Veuve Clicquot Brut 0,75 | 0.133333 bottle
    Fl. Rotkäppchen | Sekt | 26.00 | Rotkäppchen Sekt 0,75 | 1 bottle
    Gl. Grauburg. | Wine by the glass | 8.50 | Grauburgunder | 0.2 l
    Grauburgunder 0,75 | Wine bottle | 31.00 | Grauburgunder | 0.75 l
    Spätburg. Glas | Wine by the glass | 9.00 | Spätburgunder | 0.2 l
    Riesling Btl. | Wine bottle | 32.00 | Riesling Rheingau | 0.75 l
    Bit 0,3 Fass | Beer | 3.90 | Bitburger Fass | 0.3 l
    Bitburger v.F. 0,4 | Beer | 4.90 | Bitburger Fass | 0.4 l
    Bitburger Flasche 0,33 | Beer | 4.20 | Bitburger 0,33 | 1 bottle
    Bitburger alkfrei | Beer | 4.20 | Bitburger 0,0 0,33 | 1 bottle
    Franziskaner | Beer | 5.50 | Franziskaner 0,5 | 1 bottle
    Gerolst. Sprudel 0,75 | Softs | 7.50 | Gerolsteiner Sprudel 0,75 | 1 bottle
    Gerolst. still kl. | Softs | 3.20 | Gerolsteiner Naturell 0,25 | 1 bottle
    Naturell 0,75 | Softs | 7.50 | Gerolsteiner Naturell 0,75 | 1 bottle
    TH Tonic | Softs | 3.50 | Thomas Henry Tonic 0,2 | 1 bottle
    Ginger Ale | Softs | 3.50 | Thomas Henry Ginger Ale 0,2 | 1 bottle
    Coke | Softs | 3.50 | Coca-Cola 0,2 | 1 bottle
    Coke Zero | Softs | 3.50 | Coca-Cola Zero 0,2 | 1 bottle
    RedBull | Softs | 4.50 | Red Bull 0,25 | 1 bottle
    O-Saft 0,2 | Softs | 3.80 | Orangensaft | 0.2 l
    OJ 0.2l | Softs | 3.80 | Orangensaft | 0.2 l
    Rhab.schorle | Softs | 4.20 | Rhabarberschorle
    Club Sandw. | Snacks | 16.50 | Club Sandwich
    Caesar Chicken | Salads | 17.50 | Caesar Salad mit Hähnchen
    Caesar Hähnch. | Salads | 17.50 | Caesar Salad mit Hähnchen
    Caesar Prawns | Salads | 19.50 | Caesar Salad mit Garnelen
    Beef Burger | Mains | 18.50 | Hotel Burger mit Pommes
    Wr. Schnitzel | Mains | 26.50 | Wiener Schnitzel vom Kalb
    Currywurst/Pommes | Snacks | 12.50 | Currywurst mit Pommes
    Rinderf. Gratin | Mains | 38.00 | Rinderfilet mit Gratin
    Filet of Beef | Mains | 38.00 | Rinderfilet mit Gratin
    Salmon Spinach | Mains | 27.50 | Lachs mit Spinat und Reis
    Pasta Pest. | Mains | 15.50 | Pasta Pesto
    Flammk. Elsass | Snacks | 12.90 | Flammkuchen Elsässer Art
    Tomato Soup | Starters | 8.50 | Tomatensuppe
    Cheese Plate | Desserts | 14.00 | Käseauswahl
    Rührei Speck | Breakfast | 9.50 | Rührei mit Speck
    Egg Benedict | Breakfast | 12.50 | Eggs Benedict
    Frühst.buffet | Breakfast | 24.00 | Frühstücksbuffet
    Breakfast Buffet | Breakfast | 24.00 | Frühstücksbuffet
    Lunchbox | Breakfast | 12.00 | Lunchpaket
    Mousse Choc | Desserts | 8.50 | Mousse au Chocolat
    Fruit Salad | Desserts | 7.50 | Obstsalat
    G&T | Cocktails | 12.00 | Gin Tonic
    GinTonic Tanq. | Cocktails | 12.00 | Gin Tonic
    Mosc. Mule | Cocktails | 11.50 | Moscow Mule
    Spritz Aperol | Cocktails | 9.50 | Aperol Spritz
    Mojto | Cocktails | 11.50 | Mojito
    Whiskey Sour | Cocktails | 12.00 | Whisky Sour
    Kännch. Kaffee | Hot Beverages | 5.80 | Kännchen Kaffee
    Pot of Coffee | Hot Beverages | 5.80 | Kännchen Kaffee
    Coffee | Hot Beverages | 3.20 | Kaffee
    Cappucino | Hot Beverages | 3.90 | Cappuccino
    Hot Chocolate | Hot Beverages | 4.20 | Heiße Schokolade
    Dbl Espresso | Hot Beverages | 4.20 | Kaffeebohnen | 16 g
    Tee Earl Grey | Hot Beverages | 3.50 | Teebeutel | 1 piece
    Pfefferminztee | Hot Beverages | 3.50 | Teebeutel | 1 piece
    Homemade Icetea | Softs | 4.90 | Eistee hausgemacht
    Croissant | Breakfast | 2.20 | Buttercroissant | 1 piece
    Campari Orange | Cocktails | 9.00 | none
    Long Island | Cocktails | 13.50 | none
    Kürbiscremesuppe | Starters | 8.90 | none
    Ribeye 250g | Mains | 34.00 | none
    Tuna Bowl | Mains | 18.90 | none
    Jack Daniels 4cl | Spirits | 8.50 | none
    Cheesecake | Desserts | 6.50 | none
    Fanta | Softs | 3.50 | none
    Chardonnay Glas | Wine by the glass | 8.50 | none
    Tagungspauschale | Misc | 59.00 | no stock
    Room Service Fee | Misc | 5.00 | no stock
    Gutschein 50 | Misc | 50.00 | no stock
    Tip | Misc | 0 | no stock
    Late Check-out | Misc | 30.00 | no stock
    Minibar Diff. | Misc | 0 | no stock
    Übernachtung EZ | Misc | 109.00 | no stock
    Geburtstag | Notes | 0 | no stock
    medium rare | Notes | 0 | no stock
    Stornogebühr | Misc | 50.00 | no stock
  `,
});
