import { kitchen } from '../kitchen';

export const zurich = kitchen({
  name: 'Zurich restaurant, German with French and English',
  ingredients: `
    Quöllfrisch offen; l; 2.80
    Ittinger Klosterbräu 33 cl; bottle; 1.40
    Erdinger alkoholfrei 33 cl; bottle; 1.45
    Fendant du Valais; bottle; 10.50
    Räuschling Stäfa; bottle; 14.00
    Merlot Ticino; bottle; 13.50
    Rioja Crianza; bottle; 11.90
    Champagne Laurent-Perrier; bottle; 36.00
    San Pellegrino 50 cl; bottle; 1.10
    Valser 50 cl; bottle; 0.95
    Coca-Cola 33 cl; bottle; 0.95
    Coca-Cola Zero 33 cl; bottle; 0.95
    Rivella Rot; bottle; 1.00
    Traubensaft rot; l; 3.20
    Kirsch; cl; 0.36
    Vieille Prune; cl; 0.52
    Appenzeller Alpenbitter; cl; 0.25
    Bombay Gin; cl; 0.35
    Kaffeebohnen; kg; 22.00
    Vollmilch; l; 1.45
    Teebeutel; piece; 0.18
    Gipfel; piece; 0.70
    Kalbsbratwurst; piece; 2.90
    Rindsfilet; kg; 62.00
    Trockenfleisch; kg; 58.00
    Schlagrahm; l; 7.20
    Sorbet Zitrone; l; 7.80
    Vanilleglace; l; 6.50
    Pommes frites; kg; 2.60
  `,
  recipes: `
    Zürcher Geschnetzeltes mit Rösti: Kalb, Champignons, Rahm
    Kalbsbratwurst mit Zwiebelsauce: Kalbsbratwurst, Zwiebeln
    Wiener Schnitzel mit Pommes: Kalb, Pommes frites
    Rindsfilet Stroganoff: Rindsfilet, Paprika
    Tatar vom Rind klein: Rind
    Tatar vom Rind gross: Rind
    Hackbraten mit Kartoffelstock: Rind, Kartoffeln
    Älplermagronen mit Apfelmus: Teigwaren, Käse
    Pouletbrüstli mit Gemüse: Poulet, Gemüse
    Eglifilet im Bierteig: Egli
    Lachstranche mit Reis: Lachs, Reis
    Pizokel mit Gemüse: Pizokel
    Käsefondue: Käse
    Nüsslisalat mit Ei: Nüsslisalat, Ei
    Nüsslisalat mit Speck: Nüsslisalat, Speck
    Grüner Blattsalat: Salat
    Gemischter Salat: Salat, Gemüse
    Caesar Salad: Salat, Parmesan
    Caesar Salad mit Poulet: Salat, Poulet
    Bündner Gerstensuppe: Gerste
    Rindsbouillon mit Flädli: Rind
    Wurst-Käse-Salat: Cervelat, Käse
    Rösti: Kartoffeln
    Coupe Dänemark: Vanilleglace, Schokolade
    Meringue mit Rahm: Meringue, Schlagrahm
    Caramelköpfli: Caramel
    Apfelstrudel: Äpfel
    Café Crème: Kaffeebohnen
    Espresso: Kaffeebohnen
    Cappuccino: Kaffeebohnen, Vollmilch
    Latte Macchiato: Kaffeebohnen, Vollmilch
    Kafi Luz: Kaffeebohnen, Kirsch
    Gin Tonic: Bombay Gin
    Aperol Spritz: Aperol
    Panaché: Quöllfrisch offen
  `,
  decided: `
    Fendant 1dl | Offenwein | 6.80 | Fendant du Valais | 0.133333 bottle
    Kirsch | Spirituosen | 7.50 | Kirsch | 2 cl
    Stange | Bier | 4.90 | Quöllfrisch offen | 3 dl
    Kinderportion | Diverses | 0 | no stock
    Rahm | Zusatz | 1.50 | Schlagrahm | 0.3 dl
  `,
  items: `
    Herrgöttli | Bier | 3.90 | Quöllfrisch offen | 2 dl
    Grosses 5dl | Bier | 7.50 | Quöllfrisch offen | 5 dl
    Qöllfrisch 3dl | Bier | 4.90 | Quöllfrisch offen | 3 dl
    Ittinger | Bier | 6.50 | Ittinger Klosterbräu 33 cl | 1 bottle
    Erdinger alk.frei | Bier | 6.00 | Erdinger alkoholfrei 33 cl | 1 bottle
    Panache 3 dl | Bier | 4.90 | Panaché
    Raeuschling 1 dl | Offenwein | 7.20 | Räuschling Stäfa | 0.133333 bottle
    Merlot dl | Offenwein | 7.00 | Merlot Ticino | 0.133333 bottle
    Rioja 2dl | Offenwein | 13.50 | Rioja Crianza | 0.266667 bottle
    Rioja 75cl | Flaschenwein | 49.00 | Rioja Crianza | 1 bottle
    Merlot Ticino Fl. | Flaschenwein | 52.00 | Merlot Ticino | 1 bottle
    Laurent Perrier | Flaschenwein | 110.00 | Champagne Laurent-Perrier | 1 bottle
    Cüpli Champ. 1dl | Apéro | 16.00 | Champagne Laurent-Perrier | 0.133333 bottle
    Pellegrino 5dl | Mineral | 6.20 | San Pellegrino 50 cl | 1 bottle
    Valser | Mineral | 5.90 | Valser 50 cl | 1 bottle
    Coci Zero | Mineral | 5.20 | Coca-Cola Zero 33 cl | 1 bottle
    Coca 33cl | Mineral | 5.20 | Coca-Cola 33 cl | 1 bottle
    Rivella | Mineral | 5.20 | Rivella Rot | 1 bottle
    Traubensaft 2dl | Mineral | 4.90 | Traubensaft rot | 2 dl
    Kirsch 4cl | Spirituosen | 12.00 | Kirsch | 4 cl
    V. Prune 2cl | Spirituosen | 9.50 | Vieille Prune | 2 cl
    Appenzeller | Spirituosen | 7.50 | Appenzeller Alpenbitter | 2 cl
    Zürigschn. Rösti | Fleisch | 38.50 | Zürcher Geschnetzeltes mit Rösti
    Zürcher G. | Fleisch | 38.50 | Zürcher Geschnetzeltes mit Rösti
    Geschn. Kalb Züri | Fleisch | 38.50 | Zürcher Geschnetzeltes mit Rösti
    Kalbsbratw. Zwiebel | Fleisch | 24.50 | Kalbsbratwurst mit Zwiebelsauce
    Wienerschni. | Fleisch | 36.00 | Wiener Schnitzel mit Pommes
    Filet Strogan. | Fleisch | 44.00 | Rindsfilet Stroganoff
    Tatar kl. | Vorspeisen | 21.00 | Tatar vom Rind klein
    Tatar gr. | Fleisch | 32.00 | Tatar vom Rind gross
    Hackbr. Kartoffelst. | Fleisch | 26.50 | Hackbraten mit Kartoffelstock
    Älpler Magr. | Vegi | 22.50 | Älplermagronen mit Apfelmus
    Aelplermagronen | Vegi | 22.50 | Älplermagronen mit Apfelmus
    Poulet Gemüse | Fleisch | 27.50 | Pouletbrüstli mit Gemüse
    Egli Bierteig | Fisch | 34.50 | Eglifilet im Bierteig
    Lachs Reis | Fisch | 32.50 | Lachstranche mit Reis
    Pizzoccheri Gem. | Vegi | 23.50 | Pizokel mit Gemüse
    Fondue | Vegi | 28.50 | Käsefondue
    Nüssli Ei | Vorspeisen | 13.50 | Nüsslisalat mit Ei
    Nuessli Speck | Vorspeisen | 14.50 | Nüsslisalat mit Speck
    Blattsal. | Vorspeisen | 9.50 | Grüner Blattsalat
    Caesar poulet | Vorspeisen | 24.50 | Caesar Salad mit Poulet
    Cesar Sal. | Vorspeisen | 18.50 | Caesar Salad
    Gerstensu. | Vorspeisen | 12.50 | Bündner Gerstensuppe
    Bouillon Flädli | Vorspeisen | 10.50 | Rindsbouillon mit Flädli
    Wurst/Käse Sal. | Kalt | 18.50 | Wurst-Käse-Salat
    Rösti nature | Beilagen | 8.50 | Rösti
    Coupe DK | Dessert | 12.50 | Coupe Dänemark
    Dänemark | Dessert | 12.50 | Coupe Dänemark
    Meringues Rahm | Dessert | 11.50 | Meringue mit Rahm
    Köpfli | Dessert | 8.50 | Caramelköpfli
    Kafi creme | Kaffee | 4.90 | Café Crème
    Cappucino | Kaffee | 5.60 | Cappuccino
    Kaffi Luz | Kaffee | 7.50 | Kafi Luz
    Tee Hagebutten | Kaffee | 4.90 | Teebeutel | 1 piece
    Gipfeli | Kaffee | 1.80 | Gipfel | 1 piece
    Port. Rahm | Zusatz | 1.50 | Schlagrahm | 0.3 dl
    G+T | Apéro | 15.00 | Gin Tonic
    Hirschpfeffer | Fleisch | 33.50 | none
    Spaghetti Napoli | Vegi | 19.50 | none
    Cordon Bleu | Fleisch | 32.50 | none
    Zuger Kirschtorte | Dessert | 9.50 | none
    Williams 2cl | Spirituosen | 8.50 | none
    Aperitivo Chips | Apéro | 5.00 | none
    Gutschein | Diverses | 100.00 | no stock
    Zapfengeld | Diverses | 35.00 | no stock
    Tip | Diverses | 0 | no stock
    2.Gang abrufen | Info | 0 | no stock
    blutig | Info | 0 | no stock
    Saal 2 Miete | Diverses | 250.00 | no stock
  `,
});
