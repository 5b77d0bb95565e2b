import { kitchen } from '../kitchen';

export const trattoria = kitchen({
  name: 'trattoria, Italian',
  ingredients: `
    Birra Peroni 33cl; bottle; 0.90
    Birra alla spina; l; 2.10
    Chianti Classico; bottle; 7.90
    Barbera d'Asti; bottle; 7.20
    Vermentino; bottle; 8.10
    Vino della casa rosso; l; 2.40
    Vino della casa bianco; l; 2.40
    Prosecco; bottle; 6.50
    Acqua naturale 75cl; bottle; 0.45
    Acqua frizzante 75cl; bottle; 0.45
    Coca Cola lattina; piece; 0.60
    Aperol; l; 11.00
    Campari; l; 14.00
    Amaro Montenegro; l; 13.50
    Amaro Lucano; l; 12.50
    Grappa barricata; l; 18.00
    Limoncello; l; 9.50
    Caffè miscela; kg; 14.00
    Latte; l; 1.10
    Mozzarella di bufala; kg; 13.00
    Bistecca fiorentina; kg; 24.00
    Tartufo nero; kg; 450.00
    Cornetto; piece; 0.55
    Gelato; l; 4.50
    Olive ascolane; piece; 0.15
  `,
  recipes: `
    Antipasto toscano: Salumi, Crostini
    Tagliere di salumi e formaggi: Salumi, Formaggi
    Bruschetta al pomodoro: Pane, Pomodoro
    Prosciutto e melone: Prosciutto crudo, Melone
    Caprese: Mozzarella di bufala, Pomodoro
    Insalata di mare: Polpo, Calamari
    Ribollita: Cavolo nero, Fagioli
    Minestrone: Verdure
    Spaghetti alle vongole: Vongole
    Spaghetti alla carbonara: Uova, Guanciale
    Bucatini all'amatriciana: Guanciale, Pomodoro
    Cacio e pepe: Pecorino
    Tagliatelle al ragù: Ragù
    Pappardelle al cinghiale: Cinghiale
    Ravioli ricotta e spinaci: Ricotta, Spinaci
    Lasagne alla bolognese: Ragù
    Risotto ai funghi porcini: Riso, Porcini
    Risotto alla milanese: Riso, Zafferano
    Gnocchi al pesto: Pesto
    Ossobuco: Vitello
    Saltimbocca: Vitello, Prosciutto crudo
    Scaloppine al limone: Vitello
    Tagliata di manzo rucola e grana: Manzo, Rucola
    Pollo alla cacciatora: Pollo
    Fritto misto: Calamari, Gamberi
    Branzino al forno: Branzino
    Insalata mista: Insalata
    Patate arrosto: Patate
    Verdure grigliate: Verdure
    Tiramisù: Mascarpone
    Panna cotta: Panna
    Cantucci e vin santo: Cantucci, Vin santo
    Caffè: Caffè miscela
    Caffè macchiato: Caffè miscela, Latte
    Cappuccino: Caffè miscela, Latte
    Spritz Aperol: Aperol, Prosecco
    Negroni: Campari, Gin
  `,
  decided: `
    Amaro Lucano | Amari | 4.00 | Amaro Lucano | 4 cl
    Calice Chianti | Vini calice | 5.50 | Chianti Classico | 0.166667 bottle
    1/2 rosso casa | Vini sfusi | 6.00 | Vino della casa rosso | 0.5 l
    Coperto | Varie | 2.50 | no stock
    Mezza Carbonara | Primi | 7.00 | Spaghetti alla carbonara | 0.6
    Mezza Amatriciana | Primi | 7.00 | Bucatini all'amatriciana | 0.6
  `,
  items: `
    Peroni 33 | Birre | 4.00 | Birra Peroni 33cl | 1 bottle
    Birra spina piccola 0,2 | Birre | 3.00 | Birra alla spina | 0.2 l
    Spina media 0.4 | Birre | 5.00 | Birra alla spina | 0.4 l
    Bott. Chianti | Vini bottiglia | 24.00 | Chianti Classico | 1 bottle
    Barbera Asti bott | Vini bottiglia | 22.00 | Barbera d'Asti | 1 bottle
    Calice Barbera | Vini calice | 5.50 | Barbera d'Asti | 0.166667 bottle
    Calice Vermentino | Vini calice | 5.50 | Vermentino | 0.166667 bottle
    1/4 rosso | Vini sfusi | 3.50 | Vino della casa rosso | 0.25 l
    Mezzo litro bianco | Vini sfusi | 6.00 | Vino della casa bianco | 0.5 l
    Litro rosso casa | Vini sfusi | 11.00 | Vino della casa rosso | 1 l
    Acqua nat. | Bibite | 2.50 | Acqua naturale 75cl | 1 bottle
    Acqua gas | Bibite | 2.50 | Acqua frizzante 75cl | 1 bottle
    Coca latt. | Bibite | 3.00 | Coca Cola lattina | 1 piece
    Montenegro | Amari | 4.00 | Amaro Montenegro | 4 cl
    Grappa barr. | Amari | 5.00 | Grappa barricata | 4 cl
    Limonc. | Amari | 4.00 | Limoncello | 4 cl
    Antip. toscano | Antipasti | 12.00 | Antipasto toscano
    Tagliere misto | Antipasti | 15.00 | Tagliere di salumi e formaggi
    Brusch. pom. | Antipasti | 6.00 | Bruschetta al pomodoro
    Pros. melone | Antipasti | 11.00 | Prosciutto e melone
    Caprese bufala | Antipasti | 11.00 | Caprese
    Ins. mare | Antipasti | 13.00 | Insalata di mare
    Olive asc. x6 | Antipasti | 5.00 | Olive ascolane | 6 piece
    Minestr. | Primi | 9.00 | Minestrone
    Spag vongole | Primi | 15.00 | Spaghetti alle vongole
    Carbonara | Primi | 12.00 | Spaghetti alla carbonara
    Amatric. | Primi | 12.00 | Bucatini all'amatriciana
    Mezza vongole | Primi | 9.00 | Spaghetti alle vongole | 0.6
    Cacio pepe | Primi | 12.00 | Cacio e pepe
    Tagliat. ragu | Primi | 12.00 | Tagliatelle al ragù
    Papp. cinghiale | Primi | 13.00 | Pappardelle al cinghiale
    Ravioli ric/spin | Primi | 12.00 | Ravioli ricotta e spinaci
    Lasagne | Primi | 11.00 | Lasagne alla bolognese
    Ris. porcini | Primi | 14.00 | Risotto ai funghi porcini
    Risotto milan. | Primi | 13.00 | Risotto alla milanese
    Gnocchi pest. | Primi | 11.00 | Gnocchi al pesto
    Osso buco | Secondi | 19.00 | Ossobuco
    Scalopp. limone | Secondi | 15.00 | Scaloppine al limone
    Tagliata manzo | Secondi | 19.00 | Tagliata di manzo rucola e grana
    Fiorentina kg | Secondi | 55.00 | Bistecca fiorentina | 1 kg
    Pollo cacciat. | Secondi | 14.00 | Pollo alla cacciatora
    Fritto m. | Secondi | 17.00 | Fritto misto
    Branz. forno | Secondi | 19.00 | Branzino al forno
    Ins. mista | Contorni | 5.00 | Insalata mista
    Patate arr. | Contorni | 5.00 | Patate arrosto
    Verd. grigl. | Contorni | 6.00 | Verdure grigliate
    Tiramisu casa | Dolci | 6.00 | Tiramisù
    P. cotta | Dolci | 5.00 | Panna cotta
    Cantucci | Dolci | 6.00 | Cantucci e vin santo
    Caffe | Caffetteria | 1.50 | Caffè
    Macchiato | Caffetteria | 1.70 | Caffè macchiato
    Capp.no | Caffetteria | 2.00 | Cappuccino
    Cornetto crema | Caffetteria | 1.50 | Cornetto | 1 piece
    Spritz | Aperitivi | 6.00 | Spritz Aperol
    Trippa | Secondi | 13.00 | none
    Baccalà | Secondi | 16.00 | none
    Cannolo siciliano | Dolci | 5.00 | none
    Hugo | Aperitivi | 6.00 | none
    Brunello bott. | Vini bottiglia | 55.00 | none
    Pizza Margherita | Pizze | 8.00 | none
    Ginseng piccolo | Caffetteria | 1.80 | none
    Mancia | Varie | 0 | no stock
    Buono 20 | Varie | 20.00 | no stock
    Sconto | Varie | 0 | no stock
    Acconto festa | Varie | 100.00 | no stock
    ben cotta | Note | 0 | no stock
    Servizio torta | Varie | 10.00 | no stock
    Segue secondi | Note | 0 | no stock
  `,
});
