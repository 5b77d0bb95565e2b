import { kitchen } from '../kitchen';

export const ticino = kitchen({
  name: 'grotto in Ticino, Italian and German',
  ingredients: `
    Birra spina Calanda; l; 2.80
    Birra San Martino 50 cl; bottle; 2.40
    Merlot del Ticino; l; 11.00
    Bianco di Merlot; l; 11.50
    Nostrano; l; 8.50
    Merlot Riserva; bottle; 18.50
    Gazosa limone; bottle; 1.30
    Gazosa mandarino; bottle; 1.30
    Acqua minerale gasata 1 l; bottle; 1.10
    Acqua naturale 1 l; bottle; 1.10
    Rivella; bottle; 1.05
    Coca Cola; bottle; 1.00
    Grappa nostrana; cl; 0.38
    Nocino; cl; 0.40
    Limoncino; cl; 0.30
    Caffè; kg; 20.00
    Latte; l; 1.50
    Formaggini; piece; 1.90
    Salame nostrano; kg; 34.00
    Mortadella di fegato; kg; 26.00
    Luganighetta; kg; 22.00
    Zincarlin; kg; 32.00
    Pane; kg; 5.00
    Gelato al limone; l; 7.50
    Torta di pane; piece; 2.20
  `,
  recipes: `
    Piatto misto del grotto: Salame nostrano, Mortadella di fegato
    Vitello tonnato: Vitello, Tonno
    Insalata verde: Insalata
    Insalata mista: Insalata, Verdure
    Minestrone: Verdure
    Busecca: Trippa
    Polenta e brasato: Polenta, Manzo
    Polenta e funghi: Polenta, Funghi
    Polenta e gorgonzola: Polenta, Gorgonzola
    Polenta e luganighetta: Polenta, Luganighetta
    Risotto ai funghi: Riso, Funghi
    Risotto con luganiga: Riso, Luganighetta
    Gnocchi burro e salvia: Gnocchi
    Costine alla griglia: Costine
    Coniglio in umido: Coniglio
    Capretto al forno: Capretto
    Trota in carpione: Trota
    Arrosto di vitello: Vitello
    Roastbeef freddo: Manzo
    Patatine fritte: Patate
    Porzione di polenta: Polenta
    Panna cotta ai frutti di bosco: Panna, Frutti di bosco
    Tiramisù della casa: Mascarpone
    Zabaione: Uova, Marsala
    Caffè espresso: Caffè
    Cappuccino: Caffè, Latte
    Caffè corretto: Caffè, Grappa nostrana
  `,
  decided: `
    Boccalino Merlot 2dl | Vini | 9.00 | Merlot del Ticino | 2 dl
    Grappa | Digestivi | 6.00 | Grappa nostrana | 2 cl
    Birra 3dl | Birre | 4.80 | Birra spina Calanda | 3 dl
    Form. fresco | Formaggi | 5.50 | Formaggini | 1 piece
    Coperto | Varie | 2.00 | no stock
    1/2 Risotto funghi | Primi | 13.00 | Risotto ai funghi | 0.6
  `,
  items: `
    Birra 2dl | Birre | 3.80 | Birra spina Calanda | 2 dl
    Bier vom Fass 5dl | Birre | 7.20 | Birra spina Calanda | 5 dl
    S. Martino | Birre | 7.50 | Birra San Martino 50 cl | 1 bottle
    Merlot 1 dl | Vini | 5.00 | Merlot del Ticino | 1 dl
    Merlot 1/2 l | Vini | 22.00 | Merlot del Ticino | 5 dl
    Bianco Merl. 3dl | Vini | 14.00 | Bianco di Merlot | 3 dl
    Nostrano 2 dl | Vini | 7.50 | Nostrano | 2 dl
    Riserva 75 cl | Vini | 58.00 | Merlot Riserva | 1 bottle
    Merl. Riserva bott. | Vini | 58.00 | Merlot Riserva | 1 bottle
    Gazosa lim. | Bibite | 4.50 | Gazosa limone | 1 bottle
    Gazosa mand. | Bibite | 4.50 | Gazosa mandarino | 1 bottle
    Min. gas 1l | Bibite | 8.50 | Acqua minerale gasata 1 l | 1 bottle
    Acqua nat 1l | Bibite | 8.50 | Acqua naturale 1 l | 1 bottle
    Rivella | Bibite | 4.80 | Rivella | 1 bottle
    Coca | Bibite | 4.80 | Coca Cola | 1 bottle
    Nocino | Digestivi | 6.50 | Nocino | 2 cl
    Limoncino 2cl | Digestivi | 6.00 | Limoncino | 2 cl
    Piatto misto | Antipasti | 22.00 | Piatto misto del grotto
    Grottoteller | Antipasti | 22.00 | Piatto misto del grotto
    Vit. tonn. | Antipasti | 19.00 | Vitello tonnato
    Ins. verde | Antipasti | 8.00 | Insalata verde
    Gem. Salat | Antipasti | 10.00 | Insalata mista
    Minestrone | Antipasti | 10.00 | Minestrone
    Busecca | Primi | 14.00 | Busecca
    Polenta brasato | Secondi | 27.00 | Polenta e brasato
    Pol. funghi | Secondi | 23.00 | Polenta e funghi
    Polenta Pilze | Secondi | 23.00 | Polenta e funghi
    Pol. gorgonz. | Secondi | 21.00 | Polenta e gorgonzola
    Polenta lugan. | Secondi | 23.00 | Polenta e luganighetta
    Ris. funghi | Primi | 21.00 | Risotto ai funghi
    Risotto Luganiga | Primi | 22.00 | Risotto con luganiga
    Gnocchi b/s | Primi | 18.00 | Gnocchi burro e salvia
    Costine | Secondi | 26.00 | Costine alla griglia
    Coniglio um. | Secondi | 27.00 | Coniglio in umido
    Gitzi Ofen | Secondi | 32.00 | Capretto al forno
    Trota carpione | Secondi | 24.00 | Trota in carpione
    Kalbsbraten | Secondi | 29.00 | Arrosto di vitello
    Roastbeef kalt | Secondi | 26.00 | Roastbeef freddo
    Patatine | Contorni | 6.50 | Patatine fritte
    Pommes frites | Contorni | 6.50 | Patatine fritte
    Porz. polenta | Contorni | 5.00 | Porzione di polenta
    Formaggini x2 | Formaggi | 10.00 | Formaggini | 2 piece
    Torta pane | Dolci | 7.00 | Torta di pane | 1 piece
    P.cotta bosco | Dolci | 9.00 | Panna cotta ai frutti di bosco
    Tiramisu | Dolci | 9.00 | Tiramisù della casa
    Zabaglione | Dolci | 11.00 | Zabaione
    Espresso | Caffè | 3.50 | Caffè espresso
    Caffè corr. | Caffè | 5.50 | Caffè corretto
    Cappuccio | Caffè | 4.50 | Cappuccino
    Salmone griglia | Secondi | 28.00 | none
    Pizza prosciutto | Primi | 18.00 | none
    Spritz | Aperitivi | 9.00 | none
    Ravioli burro | Primi | 19.00 | none
    Whisky 4cl | Digestivi | 12.00 | none
    Tè freddo 3dl | Bibite | 4.50 | none
    Buono regalo | Varie | 50.00 | no stock
    Mancia | Varie | 0 | no stock
    Caparra | Varie | 100.00 | no stock
    Sconto 10% | Varie | 0 | no stock
    senza aglio | Note | 0 | no stock
    da asporto | Note | 0 | no stock
  `,
});
