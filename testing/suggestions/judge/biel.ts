import { kitchen } from '../kitchen';

export const biel = kitchen({
  name: 'Swiss brasserie, French and German',
  ingredients: `
    Feldschlösschen Fass; l; 2.90
    Chopfab Draft 33 cl; bottle; 1.55
    Erdinger Weissbier 50 cl; bottle; 1.95
    Twanner Chasselas; bottle; 11.50
    Œil-de-Perdrix; bottle; 12.80
    Pinot Noir Schafis; bottle; 13.90
    Henniez bleue 50 cl; bottle; 0.95
    Henniez verte 50 cl; bottle; 0.95
    Rivella rouge 33 cl; bottle; 1.05
    Rivella bleu 33 cl; bottle; 1.05
    Coca-Cola 33 cl; bottle; 0.98
    Jus de pomme; l; 1.80
    Williamine; cl; 0.42
    Abricotine; cl; 0.45
    Baileys; cl; 0.28
    Ricard; cl; 0.24
    Café en grains; kg; 18.50
    Lait entier; l; 1.40
    Thé sachets; piece; 0.16
    Croissants; piece; 0.75
    Filets de perche; kg; 38.00
    Entrecôte de bœuf; kg; 46.00
    Viande séchée; kg; 62.00
    Pain; kg; 4.20
    Mousse au chocolat; l; 7.50
    Saucisson vaudois; kg; 19.00
  `,
  recipes: `
    Fondue moitié-moitié: Gruyère, Vacherin, Vin blanc
    Fondue aux tomates: Gruyère, Tomates
    Filets de perche meunière: Filets de perche, Beurre, Pommes nature
    Entrecôte Café de Paris: Entrecôte de bœuf, Beurre, Frites
    Steak tartare: Bœuf, Toast
    Rösti au fromage: Pommes de terre, Fromage
    Rösti, lard et œuf: Pommes de terre, Lard, Oeufs
    Émincé de veau zurichoise: Veau, Crème, Champignons
    Cordon bleu de porc: Porc, Jambon, Fromage
    Salade mêlée: Salade, Carottes
    Salade verte: Salade
    Salade de chèvre chaud: Salade, Chèvre
    Assiette valaisanne: Viande séchée, Fromage
    Soupe à l'oignon: Oignons, Fromage
    Moules frites: Moules, Frites
    Croque-monsieur: Jambon, Fromage, Pain
    Frites: Pommes de terre
    Meringue double crème: Meringue, Crème
    Crème brûlée: Crème, Oeufs
    Tarte aux pommes: Pommes, Pâte
    Café renversé: Café en grains, Lait entier
    Café crème: Café en grains
    Cappuccino: Café en grains, Lait entier
    Chocolat chaud: Lait entier, Chocolat
  `,
  decided: `
    Pinot N. 1dl | Vins ouverts | 6.50 | Pinot Noir Schafis | 0.133333 bottle
    Williamine 2cl | Digestifs | 8.00 | Williamine | 2 cl
    Panaché 3dl | Bières | 5.00 | none
    Bouchon | Divers | 25.00 | no stock
    Ristretto | Cafeteria | 4.20 | Café en grains | 8 g
  `,
  items: `
    Pression 2dl | Bières | 3.80 | Feldschlösschen Fass | 2 dl
    Stange 3dl | Bières | 4.80 | Feldschlösschen Fass | 3 dl
    Feldschl. 5dl | Bières | 7.20 | Feldschlösschen Fass | 5 dl
    Chopfab | Bières | 6.00 | Chopfab Draft 33 cl | 1 bottle
    Weizen Erdinger | Bières | 7.50 | Erdinger Weissbier 50 cl | 1 bottle
    Twanner 1 dl | Vins ouverts | 5.80 | Twanner Chasselas | 0.133333 bottle
    Chasselas Btl 75cl | Vins bout. | 42.00 | Twanner Chasselas | 1 bottle
    Oeil de Perdrix dl | Vins ouverts | 6.20 | Œil-de-Perdrix | 0.133333 bottle
    Oeil Perdrix 7.5dl | Vins bout. | 44.00 | Œil-de-Perdrix | 1 bottle
    P.Noir Schafis Fl. | Vins bout. | 48.00 | Pinot Noir Schafis | 1 bottle
    P.Noir 2dl | Vins ouverts | 12.50 | Pinot Noir Schafis | 0.266667 bottle
    Henniez bleu | Minérales | 5.20 | Henniez bleue 50 cl | 1 bottle
    Henniez gaz. verte | Minérales | 5.20 | Henniez verte 50 cl | 1 bottle
    Rivella rot | Minérales | 4.90 | Rivella rouge 33 cl | 1 bottle
    Rivella blau 33cl | Minérales | 4.90 | Rivella bleu 33 cl | 1 bottle
    Coca | Minérales | 4.90 | Coca-Cola 33 cl | 1 bottle
    Apfelsaft 3dl | Minérales | 4.50 | Jus de pomme | 3 dl
    Jus pomme 2 dl | Minérales | 3.80 | Jus de pomme | 2 dl
    Abricotine 2cl | Digestifs | 8.50 | Abricotine | 2 cl
    Abricotine | Digestifs | 8.50 | Abricotine | 2 cl
    Ricard 4cl | Apéritifs | 7.00 | Ricard | 4 cl
    Baileys 4 cl | Digestifs | 9.00 | Baileys | 4 cl
    Renversé | Cafeteria | 4.80 | Café renversé
    Schale | Cafeteria | 4.80 | Café renversé
    Café creme | Cafeteria | 4.20 | Café crème
    Espresso | Cafeteria | 4.20 | Café en grains | 8 g
    Capuccino | Cafeteria | 5.20 | Cappuccino
    Choc. chaud | Cafeteria | 5.00 | Chocolat chaud
    Thé menthe | Cafeteria | 4.50 | Thé sachets | 1 piece
    Gipfeli | Cafeteria | 1.80 | Croissants | 1 piece
    Fondue 1/2-1/2 | Fromage | 26.00 | Fondue moitié-moitié
    Fondue moit-moit | Fromage | 26.00 | Fondue moitié-moitié
    Fondue Tomate | Fromage | 28.00 | Fondue aux tomates
    Fil. perche meun. | Poissons | 36.00 | Filets de perche meunière
    Eglifilets Müllerin | Poissons | 36.00 | Filets de perche meunière
    Entrec. CdP | Viandes | 42.00 | Entrecôte Café de Paris
    Tartare bœuf | Viandes | 32.00 | Steak tartare
    Rösti Speck Ei | Mets suisses | 22.00 | Rösti, lard et œuf
    Roesti fromage | Mets suisses | 21.00 | Rösti au fromage
    ZH Geschnetz. | Viandes | 38.00 | Émincé de veau zurichoise
    Emincé zurich. | Viandes | 38.00 | Émincé de veau zurichoise
    Cordon Bleu | Viandes | 32.00 | Cordon bleu de porc
    Sal. mêlée | Entrées | 10.50 | Salade mêlée
    Gem. Salat | Entrées | 10.50 | Salade mêlée
    Grüner Salat | Entrées | 8.50 | Salade verte
    Sal. chèvre | Entrées | 17.00 | Salade de chèvre chaud
    Walliserteller | Entrées | 24.00 | Assiette valaisanne
    Zwiebelsuppe | Entrées | 11.00 | Soupe à l'oignon
    Moules/frites | Poissons | 29.00 | Moules frites
    Croque Mons. | Snacks | 14.50 | Croque-monsieur
    Port. frites | Garnitures | 7.00 | Frites
    Meringue dbl cr. | Desserts | 12.00 | Meringue double crème
    Apfelwähe | Desserts | 7.50 | Tarte aux pommes
    Tarte pomme | Desserts | 7.50 | Tarte aux pommes
    Raclette à gogo | Fromage | 34.00 | none
    Coupe Danemark | Desserts | 12.50 | none
    Suze 4cl | Apéritifs | 7.00 | none
    Ovomaltine chaud | Cafeteria | 5.00 | none
    Penne Arrabiata | Pâtes | 19.00 | none
    Bon cadeau | Divers | 50.00 | no stock
    Pourboire | Divers | 0 | no stock
    Consigne | Divers | 5.00 | no stock
    Suite SVP | Messages | 0 | no stock
    Location salle | Divers | 200.00 | no stock
    Rabatt 10% | Divers | 0 | no stock
    bien cuit | Messages | 0 | no stock
  `,
});
