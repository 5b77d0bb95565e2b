import { kitchen } from '../kitchen';

export const biergarten = kitchen({
  name: 'beer garden, German',
  ingredients: `
    Helles; l; 1.80
    Weißbier; l; 2.00
    Radlerlimo; l; 0.60
    Weißbier alkoholfrei 0,5 l; bottle; 0.85
    Helles alkoholfrei 0,5 l; bottle; 0.85
    Weißwein offen; l; 4.20
    Rotwein offen; l; 4.40
    Sekt 0,2; bottle; 1.60
    Apfelsaft; l; 1.10
    Mineralwasser still; l; 0.40
    Mineralwasser sprudel; l; 0.40
    Cola-Mix; l; 0.85
    Cola 0,5 PET; bottle; 0.75
    Obstbrand; l; 12.00
    Haselnussschnaps; l; 13.00
    Hendl halb; piece; 3.10
    Steckerlfisch; piece; 5.20
    Riesenbreze; piece; 1.10
    Kleine Breze; piece; 0.40
    Bratwurst; piece; 0.75
    Currysauce; l; 3.10
    Leberkäs; kg; 6.80
    Kartoffelsalat; kg; 2.90
    Krautsalat; kg; 2.20
    Obatzda; kg; 9.00
    Pommes; kg; 1.90
    Ketchup; l; 2.20
    Eis am Stiel; piece; 0.90
  `,
  recipes: `
    Currywurst: Bratwurst, Currysauce
    Leberkässemmel: Leberkäs, Semmel
    Bratwurstsemmel: Bratwurst, Semmel
    Schweinebraten mit Knödel: Schwein, Knödel
    Spareribs: Ribs
    Käsespätzle: Spätzle, Käse
    Wurstsalat: Wurst
    Brotzeitteller: Wurst, Käse
    Radieserl mit Brot: Radieschen
    Große Pommes: Pommes
    Kleine Pommes: Pommes
    Flammkuchen Speck: Speck, Zwiebel
    Flammkuchen Vegetarisch: Gemüse
    Steaksemmel: Schwein, Semmel
    Apfelkuchen: Äpfel
    Auszogne: Mehl
    Radler: Helles, Radlerlimo
    Apfelschorle: Apfelsaft, Mineralwasser sprudel
    Aperol Spritz: Aperol
    Kaffee: Kaffee
  `,
  decided: `
    Maß Hell | Schänke | 9.80 | Helles | 1 l
    Halbe Hell | Schänke | 5.00 | Helles | 0.5 l
    Weißwein 0,2 | Schänke | 5.80 | Weißwein offen | 0.2 l
    Leberkäs 150g | Küche | 5.50 | Leberkäs | 150 g
    Port. Kartoffelsal. | Küche | 4.50 | Kartoffelsalat | 200 g
    Krugpfand | Pfand | 2.00 | no stock
  `,
  items: `
    Hell Maß | Schänke | 9.80 | Helles | 1 l
    Hell 0,5 | Schänke | 5.00 | Helles | 0.5 l
    Weissbier Halbe | Schänke | 5.20 | Weißbier | 0.5 l
    Maß Weißbier | Schänke | 10.40 | Weißbier | 1 l
    Radler 0,5 | Schänke | 5.00 | Radler
    Weißb. alk.fr. | Schänke | 5.20 | Weißbier alkoholfrei 0,5 l | 1 bottle
    Hell alkoholfr. | Schänke | 5.00 | Helles alkoholfrei 0,5 l | 1 bottle
    Rotw. 0,2 | Schänke | 5.80 | Rotwein offen | 0.2 l
    Rotwein Viertel | Schänke | 6.90 | Rotwein offen | 0.25 l
    Piccolo Sekt | Schänke | 7.50 | Sekt 0,2 | 1 bottle
    A-Schorle 0,5 | Schänke | 4.60 | Apfelschorle
    Apfelsaft 0,4 | Schänke | 4.20 | Apfelsaft | 0.4 l
    Wasser still 0,5 | Schänke | 4.00 | Mineralwasser still | 0.5 l
    Sprudel 0,5 | Schänke | 4.00 | Mineralwasser sprudel | 0.5 l
    Spezi 0,5 | Schänke | 4.60 | Cola-Mix | 0.5 l
    Colamix 0,3 | Schänke | 3.40 | Cola-Mix | 0.3 l
    Cola PET | Schänke | 4.50 | Cola 0,5 PET | 1 bottle
    Obstler 2cl | Schänke | 3.80 | Obstbrand | 2 cl
    Haselnuss 2 cl | Schänke | 4.00 | Haselnussschnaps | 2 cl
    1/2 Hendl | Küche | 12.90 | Hendl halb | 1 piece
    halbes Händl | Küche | 12.90 | Hendl halb | 1 piece
    Steckerlf. | Küche | 16.50 | Steckerlfisch | 1 piece
    Riesenbrezn | Küche | 4.90 | Riesenbreze | 1 piece
    Brezn kl. | Küche | 1.80 | Kleine Breze | 1 piece
    Currywst. | Küche | 6.50 | Currywurst
    LKS | Küche | 4.90 | Leberkässemmel
    Leberkäs Sem. | Küche | 4.90 | Leberkässemmel
    Bratw.semmel | Küche | 5.50 | Bratwurstsemmel
    3 Bratwürste | Küche | 8.50 | Bratwurst | 3 piece
    Schweinebr. | Küche | 14.50 | Schweinebraten mit Knödel
    Rippchen | Küche | 16.90 | Spareribs
    Kässp. | Küche | 11.90 | Käsespätzle
    Brotzeittell. | Küche | 13.50 | Brotzeitteller
    Radieserl | Küche | 4.90 | Radieserl mit Brot
    Pommes gr. | Küche | 5.90 | Große Pommes
    Pommes klein | Küche | 3.90 | Kleine Pommes
    Flammk. Speck | Küche | 11.50 | Flammkuchen Speck
    Flammk. vegi | Küche | 11.50 | Flammkuchen Vegetarisch
    Steaksem. | Küche | 7.50 | Steaksemmel
    Obazda 150g | Küche | 7.50 | Obatzda | 150 g
    Krautsal. Port. | Küche | 4.50 | Krautsalat | ?
    Ketchup extra | Küche | 0.50 | Ketchup | ?
    Stieleis | Küche | 3.00 | Eis am Stiel | 1 piece
    Apfelkuch. | Küche | 4.50 | Apfelkuchen
    Ausgezogene | Küche | 3.90 | Auszogne
    Tasse Kaffee | Schänke | 3.20 | Kaffee
    Kartoffelpuffer | Küche | 8.90 | none
    Germknödel | Küche | 7.90 | none
    Lillet Wildberry | Schänke | 8.50 | none
    Forelle blau | Küche | 18.50 | none
    Dunkles 0,5 | Schänke | 5.20 | none
    Gulaschsuppe | Küche | 6.90 | none
    Pfand Krug zurück | Pfand | -2.00 | no stock
    Wertmarke | Pfand | 5.00 | no stock
    Gutschein 10 | Sonstiges | 10.00 | no stock
    Trinkgeld bar | Sonstiges | 0 | no stock
    Tischreserv. | Sonstiges | 20.00 | no stock
    Personalessen | Sonstiges | 0 | no stock
  `,
});
