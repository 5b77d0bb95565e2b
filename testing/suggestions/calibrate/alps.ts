import { kitchen } from '../kitchen';

export const alps = kitchen({
  name: 'mountain hotel, French and English',
  ingredients: `
    Mont Blanc blonde pression; l; 2.90
    Mont Blanc blanche 33cl; bottle; 1.60
    Heineken 25cl; bottle; 0.80
    Apremont; bottle; 6.20
    Mondeuse; bottle; 7.80
    Chignin-Bergeron; bottle; 10.50
    Vin chaud préparé; l; 4.50
    Champagne brut; bottle; 24.00
    Génépi; l; 19.00
    Chartreuse verte; l; 36.00
    Poire Williams; l; 25.00
    Whisky; l; 21.00
    Rhum ambré; l; 16.00
    Evian 1L; bottle; 0.85
    San Pellegrino 1L; bottle; 1.20
    Coca 33cl; bottle; 0.75
    Ice Tea pêche 25cl; bottle; 0.80
    Jus d'orange; l; 1.90
    Jus de pomme; l; 2.20
    Sirop menthe; l; 3.80
    Café; kg; 15.00
    Lait; l; 1.10
    Thé; piece; 0.15
    Croissant; piece; 0.70
    Pain au chocolat; piece; 0.80
    Reblochon; piece; 5.60
    Beaufort; kg; 23.00
    Diots; piece; 1.40
    Crêpe nature; piece; 0.60
    Nutella; kg; 8.00
    Chantilly; l; 5.00
  `,
  recipes: `
    Tartiflette: Reblochon, Pommes de terre, Lardons
    Fondue savoyarde: Beaufort, Vin blanc
    Fondue aux cèpes: Beaufort, Cèpes
    Raclette: Fromage, Charcuterie
    Croziflette: Crozets, Reblochon
    Diots polenta: Diots, Polenta
    Pierrade: Boeuf, Volaille
    Burger montagnard: Boeuf, Reblochon
    Burger poulet: Poulet
    Entrecôte grillée: Boeuf
    Filet de truite: Truite
    Salade savoyarde: Salade, Beaufort, Jambon
    Salade verte: Salade
    Soupe de légumes: Légumes
    Soupe à l'oignon: Oignons
    Planche mixte: Charcuterie, Fromage
    Spaghetti bolognaise: Boeuf
    Lasagnes végétariennes: Légumes
    Pizza reine: Jambon, Champignons
    Frites: Pommes de terre
    Gaufre sucre: Farine
    Gaufre Nutella: Farine, Nutella
    Crêpe sucre: Crêpe nature
    Crêpe Nutella: Crêpe nature, Nutella
    Crêpe Grand Marnier: Crêpe nature
    Tarte myrtilles: Myrtilles
    Fondant au chocolat: Chocolat
    Faisselle coulis: Fromage blanc
    Café expresso: Café
    Café allongé: Café
    Grand crème: Café, Lait
    Cappuccino: Café, Lait
    Chocolat chaud: Lait, Chocolat
    Menthe à l'eau: Sirop menthe
    Petit déjeuner buffet: Croissant, Café
    Pique-nique: Pain
  `,
  decided: `
    Demi MB | Bières | 4.20 | Mont Blanc blonde pression | 25 cl
    Génépi | Digestifs | 5.50 | Génépi | 4 cl
    Vin chaud 20cl | Chaud | 5.00 | Vin chaud préparé | 20 cl
    Verre Apremont | Vins verre | 5.00 | Apremont | 0.16 bottle
    Taxe séjour | Hôtel | 1.80 | no stock
    Nuitée | Hôtel | 120.00 | no stock
  `,
  items: `
    Pression 50cl | Bières | 7.80 | Mont Blanc blonde pression | 50 cl
    Demi blonde | Bières | 4.20 | Mont Blanc blonde pression | 25 cl
    MB blanche | Bières | 6.00 | Mont Blanc blanche 33cl | 1 bottle
    Heineken btle | Bières | 4.50 | Heineken 25cl | 1 bottle
    Vre Mondeuse | Vins verre | 5.80 | Mondeuse | 0.16 bottle
    Apremont 75cl | Vins bout. | 24.00 | Apremont | 1 bottle
    Chignin Berg. | Vins bout. | 36.00 | Chignin-Bergeron | 1 bottle
    Vin chd | Chaud | 5.00 | Vin chaud préparé | 20 cl
    Mulled wine | Chaud | 5.00 | Vin chaud préparé | 20 cl
    Coupe champ. | Apéritifs | 11.00 | Champagne brut | ?
    Bt champagne | Vins bout. | 65.00 | Champagne brut | 1 bottle
    Chartreuse 4cl | Digestifs | 8.50 | Chartreuse verte | 4 cl
    Poire W. | Digestifs | 7.00 | Poire Williams | 4 cl
    Whisky 4cl | Apéritifs | 7.50 | Whisky | 4 cl
    Evian | Softs | 5.50 | Evian 1L | 1 bottle
    S.Pellegrino | Softs | 6.00 | San Pellegrino 1L | 1 bottle
    Coke | Softs | 4.20 | Coca 33cl | 1 bottle
    Icetea | Softs | 4.20 | Ice Tea pêche 25cl | 1 bottle
    Jus orange 20cl | Softs | 4.00 | Jus d'orange | 20 cl
    Apple juice 20cl | Softs | 4.00 | Jus de pomme | 20 cl
    Menthe eau | Softs | 3.00 | Menthe à l'eau
    Tartif. | Plats | 18.50 | Tartiflette
    Fondue sav. | Plats | 21.00 | Fondue savoyarde
    Fondue cepes | Plats | 24.00 | Fondue aux cèpes
    Raclette 2p | Plats | 46.00 | Raclette | ?
    Crozifl. | Plats | 17.50 | Croziflette
    Diots pol. | Plats | 17.00 | Diots polenta
    Burg. montagne | Plats | 18.50 | Burger montagnard
    Chicken Burger | Plats | 17.00 | Burger poulet
    Entrec. grill. | Plats | 24.50 | Entrecôte grillée
    Truite | Plats | 19.50 | Filet de truite
    Sal. savoy. | Salades | 15.50 | Salade savoyarde
    Green salad | Salades | 6.50 | Salade verte
    Soupe leg. | Entrées | 8.00 | Soupe de légumes
    Onion soup | Entrées | 9.00 | Soupe à l'oignon
    Pl. mixte | Entrées | 19.00 | Planche mixte
    Spag. bolo | Plats | 13.50 | Spaghetti bolognaise
    Lasagne végé | Plats | 14.50 | Lasagnes végétariennes
    P. Reine | Plats | 14.00 | Pizza reine
    Barq. frites | Garnitures | 5.00 | Frites
    Gauf. sucre | Goûter | 4.50 | Gaufre sucre
    Waffle Nutella | Goûter | 5.50 | Gaufre Nutella
    Crepe sucre | Goûter | 4.00 | Crêpe sucre
    Crêpe GM | Goûter | 7.00 | Crêpe Grand Marnier
    Crepe nut. | Goûter | 5.00 | Crêpe Nutella
    Tarte myrt. | Desserts | 7.00 | Tarte myrtilles
    Fondant choc | Desserts | 7.50 | Fondant au chocolat
    Allongé | Chaud | 2.80 | Café allongé
    Expresso | Chaud | 2.40 | Café expresso
    Gd crème | Chaud | 4.20 | Grand crème
    Choc chaud | Chaud | 4.50 | Chocolat chaud
    Hot chocolate | Chaud | 4.50 | Chocolat chaud
    Thé Earl Grey | Chaud | 3.80 | Thé | 1 piece
    Pain choc | Petit déj. | 2.20 | Pain au chocolat | 1 piece
    PDJ buffet | Petit déj. | 16.00 | Petit déjeuner buffet
    Picnic | Divers | 12.00 | Pique-nique
    Supp. chantilly | Goûter | 1.00 | Chantilly | ?
    Cassoulet | Plats | 19.00 | none
    Desperados | Bières | 5.50 | none
    Spritz St-Germain | Apéritifs | 10.50 | none
    Banana split | Desserts | 9.50 | none
    Limoncello | Digestifs | 6.00 | none
    Tomato juice | Softs | 4.00 | none
    Gigot d'agneau | Plats | 23.50 | none
    Bon cadeau | Divers | 100.00 | no stock
    Acompte | Divers | 200.00 | no stock
    Pourb. | Divers | 0 | no stock
    Location ski | Divers | 25.00 | no stock
    Suite | Messages | 0 | no stock
    sans oignon | Messages | 0 | no stock
    Tél. | Divers | 3.00 | no stock
    Supplément vue | Hôtel | 20.00 | no stock
  `,
});
