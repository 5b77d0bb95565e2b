import { kitchen } from '../kitchen';

export const bistro = kitchen({
  name: 'bistro, French',
  ingredients: `
    Kronenbourg fût; l; 2.30
    Leffe blonde 33cl; bottle; 1.25
    1664 blanc 33cl; bottle; 1.10
    Côtes du Rhône; l; 4.80
    Muscadet; l; 5.10
    Bordeaux Supérieur; bottle; 6.90
    Sancerre blanc; bottle; 11.20
    Rosé de Provence; l; 5.40
    Crémant d'Alsace; bottle; 7.60
    Pastis 51; l; 14.00
    Martini rouge; l; 7.90
    Crème de cassis; l; 9.50
    Cognac VSOP; l; 38.00
    Calvados; l; 26.00
    Get 27; l; 15.00
    Perrier 33cl; bottle; 0.70
    Evian 50cl; bottle; 0.55
    Badoit 1L; bottle; 0.90
    Orangina 25cl; bottle; 0.75
    Coca-Cola 33cl; bottle; 0.70
    Coca-Cola Zéro 33cl; bottle; 0.70
    Jus d'abricot 25cl; bottle; 0.80
    Sirop de grenadine; l; 3.60
    Limonade; l; 0.80
    Café grains; kg; 15.50
    Infusion sachet; piece; 0.12
    Huîtres n°3; piece; 0.65
    Baguette; piece; 0.80
    Foie gras; kg; 48.00
    Bavette; kg; 17.00
    Glace vanille; l; 5.00
  `,
  recipes: `
    Soupe à l'oignon gratinée: Oignons, Emmental
    Œuf mayonnaise: Oeufs, Mayonnaise
    Terrine de campagne: Porc
    Escargots de Bourgogne: Escargots, Beurre
    Salade niçoise: Thon, Oeufs, Olives
    Salade landaise: Gésiers, Foie gras
    Steak frites: Bavette, Frites
    Tartare de bœuf: Boeuf
    Magret de canard: Canard
    Confit de canard: Canard
    Bœuf bourguignon: Boeuf, Vin
    Blanquette de veau: Veau
    Poulet rôti frites: Poulet, Frites
    Moules marinières: Moules
    Dos de cabillaud: Cabillaud
    Croque-monsieur: Jambon, Fromage
    Croque-madame: Jambon, Fromage, Oeuf
    Quiche lorraine: Lardons
    Omelette nature: Oeufs
    Omelette jambon fromage: Oeufs, Jambon, Fromage
    Assiette de fromages: Fromage
    Planche de charcuterie: Charcuterie
    Frites: Pommes de terre
    Haricots verts: Haricots
    Crème brûlée: Crème
    Mousse au chocolat: Chocolat
    Île flottante: Oeufs
    Tarte Tatin: Pommes
    Profiteroles: Choux, Chocolat
    Café gourmand: Café grains
    Café crème: Café grains, Lait
    Expresso: Café grains
    Kir: Crème de cassis, Muscadet
    Kir royal: Crème de cassis, Crémant d'Alsace
    Diabolo grenadine: Sirop de grenadine, Limonade
    Menu enfant: Steak haché, Frites
  `,
  decided: `
    Demi | Bières | 3.80 | Kronenbourg fût | 25 cl
    Pastis | Apéros | 3.50 | Pastis 51 | 2 cl
    Cognac | Digestifs | 8.50 | Cognac VSOP | 4 cl
    Verre Muscadet | Vins verre | 4.80 | Muscadet | 12 cl
    Tisane | Chaud | 3.20 | Infusion sachet | 1 piece
    Formule midi | Formules | 15.90 | no stock
  `,
  items: `
    Pression 25cl | Bières | 3.80 | Kronenbourg fût | 25 cl
    Pinte Kro | Bières | 7.00 | Kronenbourg fût | 50 cl
    Leffe bl. | Bières | 5.20 | Leffe blonde 33cl | 1 bottle
    1664 Blc | Bières | 4.90 | 1664 blanc 33cl | 1 bottle
    Vre Côtes Rhône | Vins verre | 4.50 | Côtes du Rhône | 12 cl
    Pichet Rhône 50cl | Vins pichet | 12.00 | Côtes du Rhône | 50 cl
    1/4 rosé | Vins pichet | 7.50 | Rosé de Provence | 25 cl
    Verre rosé | Vins verre | 4.80 | Rosé de Provence | 12 cl
    Bt Bordeaux sup. | Vins bouteille | 26.00 | Bordeaux Supérieur | 1 bottle
    Sancerre Bout. | Vins bouteille | 38.00 | Sancerre blanc | 1 bottle
    Cremant btl | Vins bouteille | 32.00 | Crémant d'Alsace | 1 bottle
    Coupe crémant | Apéros | 6.50 | Crémant d'Alsace | 0.16 bottle
    Ricard/Pastis 2cl | Apéros | 3.50 | Pastis 51 | 2 cl
    Martini rge 6cl | Apéros | 5.50 | Martini rouge | 6 cl
    Kir cassis | Apéros | 5.20 | Kir
    Kir Roy. | Apéros | 8.50 | Kir royal
    Calva | Digestifs | 7.50 | Calvados | 4 cl
    Get27 | Digestifs | 6.50 | Get 27 | 4 cl
    Perrier | Softs | 3.80 | Perrier 33cl | 1 bottle
    Evian 1/2 | Softs | 3.80 | Evian 50cl | 1 bottle
    Badoit | Softs | 5.80 | Badoit 1L | 1 bottle
    Orangina | Softs | 3.90 | Orangina 25cl | 1 bottle
    Coca zero | Softs | 3.90 | Coca-Cola Zéro 33cl | 1 bottle
    Coca | Softs | 3.90 | Coca-Cola 33cl | 1 bottle
    Jus abricot | Softs | 3.90 | Jus d'abricot 25cl | 1 bottle
    Diabolo gren. | Softs | 3.20 | Diabolo grenadine
    Limo 25cl | Softs | 2.80 | Limonade | 25 cl
    Infus. verveine | Chaud | 3.20 | Infusion sachet | 1 piece
    Café | Chaud | 2.00 | Expresso
    Dble expresso | Chaud | 3.80 | Expresso | 2
    Grand crème | Chaud | 4.20 | Café crème | ?
    Café gourm. | Desserts | 7.90 | Café gourmand
    Gratinée oignon | Entrées | 8.50 | Soupe à l'oignon gratinée
    Oeuf mayo | Entrées | 4.90 | Œuf mayonnaise
    Terr. campagne | Entrées | 7.50 | Terrine de campagne
    6 Huîtres | Entrées | 13.50 | Huîtres n°3 | 6 piece
    Huîtres x12 | Entrées | 25.00 | Huîtres n°3 | 12 piece
    Escarg. x6 | Entrées | 9.50 | Escargots de Bourgogne | ?
    Niçoise | Salades | 14.50 | Salade niçoise
    Sal. landaise | Salades | 15.90 | Salade landaise
    Bavette frites | Plats | 16.90 | Steak frites
    Tartare | Plats | 17.50 | Tartare de bœuf
    Magret | Plats | 19.90 | Magret de canard
    Confit canard | Plats | 18.50 | Confit de canard
    Bf bourguignon | Plats | 17.90 | Bœuf bourguignon
    Blanquette | Plats | 17.50 | Blanquette de veau
    1/4 poulet frites | Plats | 13.90 | Poulet rôti frites | ?
    Moules marin. | Plats | 15.50 | Moules marinières
    Cabillaud | Plats | 18.90 | Dos de cabillaud
    Croque M. | Snacks | 9.50 | Croque-monsieur
    Croq. madame | Snacks | 10.50 | Croque-madame
    Omel. nature | Snacks | 8.50 | Omelette nature
    Omel jamb/from | Snacks | 10.50 | Omelette jambon fromage
    Ass. fromage | Desserts | 8.90 | Assiette de fromages
    Pl. charcut. | Apéros | 14.90 | Planche de charcuterie
    Sup. frites | Garnitures | 3.50 | Frites
    Har. verts | Garnitures | 3.50 | Haricots verts
    Cr. brulée | Desserts | 7.50 | Crème brûlée
    Mousse choco | Desserts | 6.90 | Mousse au chocolat
    Ile flott. | Desserts | 6.50 | Île flottante
    Tatin | Desserts | 7.90 | Tarte Tatin
    Profit. | Desserts | 8.50 | Profiteroles
    M. enfant | Formules | 9.90 | Menu enfant
    Choucroute | Plats | 18.50 | none
    Saumon grillé | Plats | 19.50 | none
    Suze | Apéros | 4.80 | none
    Chocolat viennois | Chaud | 4.90 | none
    Picon bière | Bières | 5.20 | none
    Chablis bout. | Vins bouteille | 36.00 | none
    Carte cadeau | Divers | 50.00 | no stock
    Arrhes | Divers | 50.00 | no stock
    Offert maison | Divers | 0 | no stock
    Saignant | Cuisson | 0 | no stock
    à point | Cuisson | 0 | no stock
    Droit de bouchon | Divers | 10.00 | no stock
    Remise 10% | Divers | 0 | no stock
  `,
});
