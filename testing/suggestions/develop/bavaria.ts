import { kitchen } from '../kitchen';

export const bavaria = kitchen({
  name: 'Bavarian inn, German',
  ingredients: `
    Augustiner Hell Fass; l; 2.05
    Schneider Weisse Fass; l; 2.20
    Schneider Weisse alkoholfrei; bottle; 0.92
    Dunkles Fass; l; 2.10
    Leichtes Weißbier; bottle; 0.90
    Grüner Veltliner; l; 5.80
    Blauer Zweigelt; l; 6.10
    Prosecco; l; 6.50
    Apfelsaft; l; 1.15
    Johannisbeersaft; l; 1.70
    Tafelwasser; l; 0.20
    Adelholzener 0,75; bottle; 0.65
    Paulaner Spezi; l; 0.95
    Zitronenlimo; l; 0.70
    Obstler; cl; 0.17
    Enzian; cl; 0.24
    Marille; cl; 0.26
    Jägermeister; cl; 0.19
    Kaffeebohnen; kg; 14.00
    Weißwurst; piece; 0.80
    Wiener Würstchen; piece; 0.60
    Breze; piece; 0.42
    Semmel; piece; 0.25
    Obatzda; kg; 8.90
    Radi; piece; 0.90
    Schweinshaxe; piece; 4.20
    Semmelknödel; piece; 0.55
    Bratensoße; l; 2.80
    Leberkäse; kg; 7.20
    Vanilleeis; l; 4.00
  `,
  recipes: `
    Schweinsbraten mit Knödel: Schweineschulter, Semmelknödel
    Halbe Ente mit Blaukraut: Ente, Blaukraut
    Schweinshaxe mit Knödel: Schweinshaxe, Semmelknödel
    Jägerschnitzel mit Spätzle: Schwein, Champignons
    Wiener Schnitzel: Kalb
    Schnitzel Wiener Art: Schwein
    Münchner Schnitzel: Schwein, Senf
    Böfflamott: Rind
    Tafelspitz: Rind, Meerrettich
    Käsespätzle mit Röstzwiebeln: Spätzle, Käse
    Rahmschwammerl mit Knödel: Pilze, Semmelknödel
    Backhendl mit Kartoffelsalat: Huhn, Kartoffeln
    Weißwurstfrühstück: Weißwurst, Breze
    Wurstsalat: Wurst
    Schweizer Wurstsalat: Wurst, Käse
    Obatzda mit Breze: Obatzda, Breze
    Brotzeitbrettl: Wurst, Käse
    Leberknödelsuppe: Leber
    Pfannkuchensuppe: Pfannkuchen
    Gemischter Salat: Salat
    Kartoffelsalat: Kartoffeln
    Krautsalat: Kraut
    Apfelstrudel mit Vanillesoße: Äpfel
    Kaiserschmarrn: Eier
    Bayrisch Creme: Sahne
    Haferl Kaffee: Kaffeebohnen
    Cappuccino: Kaffeebohnen, Milch
    Radler: Augustiner Hell Fass, Zitronenlimo
    Russ: Schneider Weisse Fass, Zitronenlimo
    Apfelschorle: Apfelsaft, Tafelwasser
    Kinderteller Pommes: Pommes
  `,
  decided: `
    Augustiner 0,5 | Bier | 4.10 | Augustiner Hell Fass | 0.5 l
    Weinschorle | Wein | 4.50 | none
    Veltliner 0,2 | Wein | 5.40 | Grüner Veltliner | 0.2 l
    Obstler | Schnaps | 3.60 | Obstler | 2 cl
    Kl. Schweinsbraten | Hauptgerichte | 11.50 | Schweinsbraten mit Knödel | 0.7
    Breze | Brotzeit | 1.40 | Breze | 1 piece
    Gutschein Verk. | Diverses | 25.00 | no stock
  `,
  items: `
    Augustiner Halbe | Bier | 4.10 | Augustiner Hell Fass | 0.5 l
    Maß Augustiner | Bier | 8.20 | Augustiner Hell Fass | 1 l
    Aug. Hell 0,25 | Bier | 2.60 | Augustiner Hell Fass | 0.25 l
    Schneiderweisse 0,5 | Bier | 4.40 | Schneider Weisse Fass | 0.5 l
    Weißbier 0,3 | Bier | 3.20 | Schneider Weisse Fass | 0.3 l
    Schneider alk.frei | Bier | 4.40 | Schneider Weisse alkoholfrei | 1 bottle
    L. Weissbier Fl. | Bier | 4.40 | Leichtes Weißbier | 1 bottle
    Dunkl. 0,5 | Bier | 4.20 | Dunkles Fass | 0.5 l
    Radler Maß | Bier | 8.20 | Radler | ?
    Russn 0,5 | Bier | 4.30 | Russ
    Zweigelt 0,2 | Wein | 5.60 | Blauer Zweigelt | 0.2 l
    Fl. Veltliner | Wein | 19.00 | Grüner Veltliner | 0.75 l
    Prosecco 0.1 | Wein | 4.20 | Prosecco | 0.1 l
    Zweigelt 1/4 | Wein | 6.80 | Blauer Zweigelt | 0.25 l
    Joh.saft 0,2 | Alkoholfrei | 2.60 | Johannisbeersaft | 0.2 l
    Spezi gr. 0,5 | Alkoholfrei | 3.60 | Paulaner Spezi | 0.5 l
    Spezi 0,3 | Alkoholfrei | 2.60 | Paulaner Spezi | 0.3 l
    Adelholzener Fl. | Alkoholfrei | 5.40 | Adelholzener 0,75 | 1 bottle
    Apfelsch. 0,5 | Alkoholfrei | 3.80 | Apfelschorle | ?
    Zitro 0,5 | Alkoholfrei | 3.40 | Zitronenlimo | 0.5 l
    Enzian 2cl | Schnaps | 3.80 | Enzian | 2 cl
    Marillenschnaps | Schnaps | 4.20 | Marille | 2 cl
    Jägerm. 4cl | Schnaps | 6.00 | Jägermeister | 4 cl
    Schw.braten Kn. | Hauptgerichte | 14.90 | Schweinsbraten mit Knödel
    Kl. Schw.braten | Hauptgerichte | 11.50 | Schweinsbraten mit Knödel | 0.7
    Haxn | Hauptgerichte | 17.50 | Schweinshaxe mit Knödel
    1/2 Ente | Hauptgerichte | 19.90 | Halbe Ente mit Blaukraut
    Jägerschni. Sp. | Hauptgerichte | 15.90 | Jägerschnitzel mit Spätzle
    Wr. Schnitzel Kalb | Hauptgerichte | 23.50 | Wiener Schnitzel
    Schni Wr. Art | Hauptgerichte | 14.50 | Schnitzel Wiener Art
    Münchn. Schni. | Hauptgerichte | 15.50 | Münchner Schnitzel
    Boeuf la mode | Hauptgerichte | 18.90 | Böfflamott
    Tafelsp. | Hauptgerichte | 19.50 | Tafelspitz
    Kaesespaetzle | Vegetarisch | 12.50 | Käsespätzle mit Röstzwiebeln
    Schwammerl Knödel | Vegetarisch | 14.90 | Rahmschwammerl mit Knödel
    Backhendl KS | Hauptgerichte | 14.90 | Backhendl mit Kartoffelsalat
    Weisswurst Frühst. | Brotzeit | 8.90 | Weißwurstfrühstück
    1 Weisswurst | Brotzeit | 2.60 | Weißwurst | 1 piece
    Paar Wiener | Brotzeit | 5.20 | Wiener Würstchen | 2 piece
    Schweizer WS | Brotzeit | 9.90 | Schweizer Wurstsalat
    Wurstsal. | Brotzeit | 8.90 | Wurstsalat
    Obazda | Brotzeit | 8.50 | Obatzda mit Breze
    Brotzeitbrett | Brotzeit | 12.90 | Brotzeitbrettl
    Semmel extra | Brotzeit | 0.80 | Semmel | 1 piece
    LK-Suppe | Suppen | 5.40 | Leberknödelsuppe
    Pfannk.suppe | Suppen | 4.90 | Pfannkuchensuppe
    Gem. Sal. | Beilagen | 4.90 | Gemischter Salat
    Kart.sal. | Beilagen | 4.20 | Kartoffelsalat
    Extra Knödel | Beilagen | 2.20 | Semmelknödel | ?
    Apfelstr. | Desserts | 6.90 | Apfelstrudel mit Vanillesoße
    Kaiserschmarren | Desserts | 9.80 | Kaiserschmarrn
    Bayr. Creme | Desserts | 6.20 | Bayrisch Creme
    Haferl | Kaffee | 3.40 | Haferl Kaffee
    Pommes Kinder | Kinder | 4.50 | Kinderteller Pommes
    Lammrücken | Hauptgerichte | 24.90 | none
    Saibling gebraten | Hauptgerichte | 21.90 | none
    Pils 0,3 | Bier | 3.20 | none
    Ramazzotti 4cl | Schnaps | 4.90 | none
    Eierlikörbecher | Desserts | 6.90 | none
    Glühwein | Wein | 4.00 | none
    Flaschenpfand | Diverses | 0.15 | no stock
    Gedeck Hochzeit | Diverses | 0 | no stock
    Trinkg. | Diverses | 0 | no stock
    Rabatt Stammtisch | Diverses | 0 | no stock
    durchgebraten | Info | 0 | no stock
    Hauptgang | Info | 0 | no stock
    Kegelbahn Std. | Diverses | 15.00 | no stock
  `,
});
