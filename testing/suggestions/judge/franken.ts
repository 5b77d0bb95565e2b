import { kitchen } from '../kitchen';

export const franken = kitchen({
  name: 'Franconian inn, German',
  ingredients: `
    Helles Fass; l; 1.95
    Kellerbier Fass; l; 2.05
    Weizen Fass; l; 2.10
    Weizen alkoholfrei 0,5; bottle; 0.88
    Pils 0,33; bottle; 0.62
    Silvaner trocken; l; 5.20
    Domina Rotwein; l; 6.40
    Bacchus; l; 5.60
    Apfelsaft; l; 1.10
    Johannisbeernektar; l; 1.60
    Mineralwasser; l; 0.45
    Mineralwasser 0,75; bottle; 0.70
    Spezi; l; 0.90
    Orangenlimonade; l; 0.85
    Zwetschgenschnaps; cl; 0.18
    Williams-Christ; cl; 0.19
    Bärwurz; cl; 0.15
    Kaffeebohnen; kg; 13.50
    Bratwurst fränkisch; piece; 0.85
    Brezen; piece; 0.45
    Bauernbrot; kg; 3.10
    Karpfen; kg; 8.50
    Schäufele roh; kg; 6.90
    Kloßteig; kg; 2.10
    Vanilleeis; l; 4.20
    Obatzda; kg; 9.80
  `,
  recipes: `
    Schäufele mit Kloß: Schäufele roh, Kloßteig
    Schweinebraten mit Kloß: Schweineschulter, Kloßteig
    Sauerbraten mit Kloß und Blaukraut: Rind, Kloßteig
    Jägerschnitzel: Schwein, Champignons
    Rahmschnitzel: Schwein, Sahne
    Schnitzel Wiener Art: Schwein, Semmelbrösel
    Cordon bleu vom Schwein: Schwein, Schinken, Käse
    Zwiebelrostbraten: Rind, Zwiebeln
    Karpfen gebacken: Karpfen, Mehl
    Forelle Müllerin: Forelle, Butter
    Bratwürste mit Kraut: Bratwurst fränkisch, Sauerkraut
    Blaue Zipfel: Bratwurst fränkisch, Zwiebeln
    Käsespätzle: Spätzle, Käse
    Pfifferlinge in Rahm mit Knödel: Pfifferlinge, Semmelknödel
    Kartoffelsalat: Kartoffeln
    Beilagensalat: Salat
    Großer Salatteller: Salat
    Extra Kloß: Kloßteig
    Portion Soße: Bratensoße
    Leberknödelsuppe: Leber
    Flädlesuppe: Pfannkuchen
    Wurstsalat: Wurst
    Brotzeitteller: Wurst, Käse
    Apfelküchle mit Eis: Äpfel, Vanilleeis
    Kaiserschmarrn: Eier, Mehl
    Gemischtes Eis mit Sahne: Vanilleeis, Sahne
    Kinderschnitzel mit Pommes: Schwein, Pommes
    Pommes frites: Kartoffeln
    Tasse Kaffee: Kaffeebohnen
    Cappuccino: Kaffeebohnen, Milch
    Apfelschorle: Apfelsaft, Mineralwasser
    Radler: Helles Fass, Orangenlimonade
  `,
  decided: `
    Silvaner 0,25 | Wein | 6.20 | Silvaner trocken | 0.25 l
    Helles 0,5 | Bier | 3.90 | Helles Fass | 0.5 l
    Obstler Gutschein | Sonst | 0 | no stock
    Bärwurz | Schnaps | 3.20 | Bärwurz | 2 cl
    Kl. Schäufele | Braten | 12.90 | Schäufele mit Kloß | 0.6
    Kl. Schweinebr. | Braten | 10.90 | Schweinebraten mit Kloß | 0.6
    Apfelschorle 0,4 | Alkoholfrei | 3.40 | Apfelschorle
  `,
  items: `
    Seidla Helles | Bier | 3.90 | Helles Fass | 0.5 l
    Helles 0,3 | Bier | 2.90 | Helles Fass | 0.3 l
    Kellerb. 0,5 | Bier | 4.00 | Kellerbier Fass | 0.5 l
    1/2 Kellerbier | Bier | 4.00 | Kellerbier Fass | 0.5 l
    Weizen hell 0,5 | Bier | 4.20 | Weizen Fass | 0.5 l
    Weizen alk.fr. | Bier | 4.20 | Weizen alkoholfrei 0,5 | 1 bottle
    Pils Fl. | Bier | 3.20 | Pils 0,33 | 1 bottle
    Mass Helles | Bier | 7.60 | Helles Fass | 1 l
    Radler 0,5 | Bier | 3.90 | Radler
    Silvaner 0,1 | Wein | 2.80 | Silvaner trocken | 0.1 l
    Schoppen Silvaner | Wein | 6.20 | Silvaner trocken | 0.25 l
    Domina 0,25l | Wein | 6.80 | Domina Rotwein | 0.25 l
    Domina Flasche | Wein | 19.50 | Domina Rotwein | 0.75 l
    Bacchus 0.25 | Wein | 6.50 | Bacchus | 0.25 l
    Apfels. 0,2 | Alkoholfrei | 2.20 | Apfelsaft | 0.2 l
    Joh.beernektar 0,2 | Alkoholfrei | 2.50 | Johannisbeernektar | 0.2 l
    Wasser gr. 0,5 | Alkoholfrei | 3.20 | Mineralwasser | 0.5 l
    Mineralw. 0,2 | Alkoholfrei | 1.90 | Mineralwasser | 0.2 l
    Flasche Wasser 0,75 | Alkoholfrei | 5.20 | Mineralwasser 0,75 | 1 bottle
    Spezi 0,4 | Alkoholfrei | 3.40 | Spezi | 0.4 l
    Oranschlimo 0,4 | Alkoholfrei | 3.20 | Orangenlimonade | 0.4 l
    Zwetschge 2cl | Schnaps | 3.20 | Zwetschgenschnaps | 2 cl
    Willi | Schnaps | 3.50 | Williams-Christ | 2 cl
    Williams 4cl | Schnaps | 6.50 | Williams-Christ | 4 cl
    Schaeufele | Braten | 15.90 | Schäufele mit Kloß
    Schw.braten Kloß | Braten | 13.90 | Schweinebraten mit Kloß
    Kl. Sauerbraten | Braten | 12.50 | Sauerbraten mit Kloß und Blaukraut | 0.6
    Sauerbr. Blaukr. | Braten | 16.50 | Sauerbraten mit Kloß und Blaukraut
    Jagerschn. | Schnitzel | 15.50 | Jägerschnitzel
    Rahmschni | Schnitzel | 15.50 | Rahmschnitzel
    Schni. Wiener | Schnitzel | 14.50 | Schnitzel Wiener Art
    Cordonbleu | Schnitzel | 16.90 | Cordon bleu vom Schwein
    Zw.rostbr. | Braten | 22.50 | Zwiebelrostbraten
    Karpfen geb. | Fisch | 18.50 | Karpfen gebacken
    For. Müllerin | Fisch | 19.50 | Forelle Müllerin
    3 Bratw. m. Kraut | Brotzeit | 9.50 | Bratwürste mit Kraut
    Bratwurst Stk | Brotzeit | 2.50 | Bratwurst fränkisch | 1 piece
    Bl. Zipfel | Brotzeit | 9.90 | Blaue Zipfel
    Kässpatzen | Vegetarisch | 11.90 | Käsespätzle
    Pfiff. Rahm Knödel | Saison | 17.90 | Pfifferlinge in Rahm mit Knödel
    Kart.salat | Beilagen | 4.20 | Kartoffelsalat
    Beil.salat | Beilagen | 4.50 | Beilagensalat
    Gr. Salat | Salate | 10.90 | Großer Salatteller
    Kloss extra | Beilagen | 2.20 | Extra Kloß
    Soße extra | Beilagen | 1.50 | Portion Soße
    Leberkn.suppe | Suppen | 5.20 | Leberknödelsuppe
    Flädlesu. | Suppen | 4.80 | Flädlesuppe
    Wurstsal. | Brotzeit | 8.90 | Wurstsalat
    Brez'n | Brotzeit | 1.20 | Brezen | 1 piece
    Apfelküchla | Nachtisch | 7.50 | Apfelküchle mit Eis
    Kaiserschm. | Nachtisch | 9.90 | Kaiserschmarrn
    Gem. Eis Sahne | Nachtisch | 5.90 | Gemischtes Eis mit Sahne
    Kinderschn. Pommes | Kinder | 8.50 | Kinderschnitzel mit Pommes
    Pommes | Beilagen | 4.20 | Pommes frites
    Tasse Kaff. | Kaffee | 2.60 | Tasse Kaffee
    Rehragout | Saison | 21.50 | none
    Lammhaxe | Braten | 22.90 | none
    Berliner Weiße | Bier | 3.90 | none
    Jägermeister 2cl | Schnaps | 3.20 | none
    Zanderfilet | Fisch | 22.90 | none
    Martinsgans 1/4 | Saison | 28.50 | none
    Pfand Krug | Sonst | 5.00 | no stock
    Trinkgeld | Sonst | 0 | no stock
    Wertgutschein | Sonst | 25.00 | no stock
    2. Gang | Sonst | 0 | no stock
    Saalmiete | Sonst | 150.00 | no stock
    Anzahlung Feier | Sonst | 100.00 | no stock
    ohne Soße | Hinweise | 0 | minus Portion Soße | ?
    Zum Mitnehmen | Hinweise | 0 | no stock
  `,
});
