import { kitchen } from '../kitchen';

export const pizzeria = kitchen({
  name: 'pizzeria, Italian and German',
  ingredients: `
    Birra Moretti 0,33; bottle; 0.95
    Krombacher Pils Fass; l; 2.00
    San Pellegrino 0,75; bottle; 1.20
    San Pellegrino 0,25; bottle; 0.62
    Acqua Panna 0,75; bottle; 1.20
    Coca Cola 0,2; bottle; 0.52
    Coca Cola Light 0,2; bottle; 0.52
    Fanta 0,2; bottle; 0.52
    Aranciata Rossa; bottle; 0.80
    Chinotto; bottle; 0.85
    Montepulciano d'Abruzzo; l; 4.90
    Pinot Grigio; l; 5.30
    Chianti Classico; bottle; 8.50
    Primitivo di Manduria; bottle; 7.90
    Lambrusco; l; 3.80
    Prosecco Frizzante; l; 6.20
    Grappa; l; 14.00
    Limoncello; l; 11.50
    Ramazzotti; l; 13.50
    Sambuca; l; 13.90
    Caffè in grani; kg; 15.00
    Mozzarella di bufala; kg; 14.50
    Prosciutto di Parma; kg; 27.00
    Rucola; kg; 7.80
    Gamberetti; kg; 16.00
    Pizzateig Kugel; piece; 0.45
    Gelato alla vaniglia; l; 4.90
    Tartufo nero gelato; piece; 1.35
    Panna montata; l; 4.60
  `,
  recipes: `
    Pizza Margherita: Pomodoro, Mozzarella
    Pizza Salame: Salame, Mozzarella
    Pizza Prosciutto: Prosciutto cotto, Mozzarella
    Pizza Prosciutto e Funghi: Prosciutto cotto, Funghi
    Pizza Funghi: Funghi
    Pizza Quattro Stagioni: Carciofi, Funghi, Prosciutto cotto
    Pizza Quattro Formaggi: Gorgonzola, Mozzarella
    Pizza Tonno e Cipolla: Tonno, Cipolla
    Pizza Diavola: Salame piccante
    Pizza Frutti di Mare: Frutti di mare
    Pizza Vegetariana: Verdure
    Pizza Hawaii: Prosciutto cotto, Ananas
    Pizza Parma e Rucola: Prosciutto di Parma, Rucola
    Calzone: Prosciutto cotto, Funghi
    Pizzabrot: Pizzateig Kugel, Olio
    Spaghetti Bolognese: Ragù
    Spaghetti Carbonara: Guanciale, Uova
    Spaghetti Aglio e Olio: Aglio, Olio
    Spaghetti alle Vongole: Vongole
    Penne all'Arrabbiata: Pomodoro, Peperoncino
    Rigatoni al Forno: Ragù, Mozzarella
    Tortellini alla Panna: Panna, Prosciutto cotto
    Gnocchi Gorgonzola: Gorgonzola
    Lasagne al Forno: Ragù, Besciamella
    Insalata Mista: Lattuga, Pomodoro
    Insalata Caprese: Mozzarella di bufala, Pomodoro
    Insalata Tonno: Tonno, Lattuga
    Vitello Tonnato: Vitello, Tonno
    Carpaccio di Manzo: Manzo, Rucola
    Bruschetta: Pane, Pomodoro
    Saltimbocca alla Romana: Vitello, Prosciutto di Parma
    Scaloppina al Limone: Vitello, Limone
    Calamari Fritti: Calamari
    Tiramisù: Mascarpone, Savoiardi
    Panna Cotta: Panna
    Espresso: Caffè in grani
    Cappuccino: Caffè in grani, Latte
    Latte Macchiato: Caffè in grani, Latte
    Aperol Spritz: Aperol, Prosecco Frizzante
  `,
  decided: `
    Ramazzotti 4cl | Amari | 4.50 | Ramazzotti | 4 cl
    Grappa | Grappe | 3.50 | Grappa | 2 cl
    Pinot Grig. 0,2 | Vini aperti | 5.50 | Pinot Grigio | 0.2 l
    Familienpizza Margh. | Pizze | 19.00 | Pizza Margherita | 2.5
    Familienpizza Salami | Pizze | 21.00 | Pizza Salame | 2.5
    Extra Rucola | Zutaten | 1.50 | Rucola | 20 g
    Liefergebühr | Sonstiges | 2.00 | no stock
  `,
  items: `
    Moretti | Bier | 3.50 | Birra Moretti 0,33 | 1 bottle
    Pils v. Fass 0,3 | Bier | 3.20 | Krombacher Pils Fass | 0.3 l
    Krombacher 0,5 | Bier | 4.50 | Krombacher Pils Fass | 0.5 l
    S.Pellegrino gross | Alkoholfrei | 5.50 | San Pellegrino 0,75 | 1 bottle
    Pellegrino 0,25 | Alkoholfrei | 2.80 | San Pellegrino 0,25 | 1 bottle
    Acqua Panna | Alkoholfrei | 5.50 | Acqua Panna 0,75 | 1 bottle
    Cola 0,2 | Alkoholfrei | 2.60 | Coca Cola 0,2 | 1 bottle
    Cola light | Alkoholfrei | 2.60 | Coca Cola Light 0,2 | 1 bottle
    Aranciata | Alkoholfrei | 3.20 | Aranciata Rossa | 1 bottle
    Chinoto | Alkoholfrei | 3.20 | Chinotto | 1 bottle
    Montepulc. 0,2 | Vini aperti | 5.20 | Montepulciano d'Abruzzo | 0.2 l
    Montepulciano 1/2 l | Vini aperti | 12.00 | Montepulciano d'Abruzzo | 0.5 l
    P.Grigio 0,5 | Vini aperti | 12.50 | Pinot Grigio | 0.5 l
    Pinot Grigio Fl. | Vini bottiglia | 18.00 | Pinot Grigio | 0.75 l
    Chianti Cl. Fl. | Vini bottiglia | 26.00 | Chianti Classico | 1 bottle
    Primitivo Bott. | Vini bottiglia | 25.00 | Primitivo di Manduria | 1 bottle
    Lambrusco 0,2l | Vini aperti | 4.80 | Lambrusco | 0.2 l
    Prosecco 0,1 | Vini aperti | 4.50 | Prosecco Frizzante | 0.1 l
    Grappa 4cl | Grappe | 6.50 | Grappa | 4 cl
    Limonc. 2cl | Amari | 3.20 | Limoncello | 2 cl
    Sambuca 2 cl | Amari | 3.50 | Sambuca | 2 cl
    Margherita | Pizze | 8.50 | Pizza Margherita
    Pz. Marg. | Pizze | 8.50 | Pizza Margherita
    Pizza Salami | Pizze | 9.50 | Pizza Salame
    Schinken Pizza | Pizze | 9.50 | Pizza Prosciutto
    Pr. Funghi | Pizze | 10.50 | Pizza Prosciutto e Funghi
    Schinken/Champ. | Pizze | 10.50 | Pizza Prosciutto e Funghi
    Pizza Champignon | Pizze | 9.50 | Pizza Funghi
    4 Stagioni | Pizze | 11.00 | Pizza Quattro Stagioni
    4 Jahreszeiten | Pizze | 11.00 | Pizza Quattro Stagioni
    4 Formagi | Pizze | 11.00 | Pizza Quattro Formaggi
    Vier Käse | Pizze | 11.00 | Pizza Quattro Formaggi
    Thunf. Zwiebel | Pizze | 10.50 | Pizza Tonno e Cipolla
    Diavolo | Pizze | 10.50 | Pizza Diavola
    Meeresfrüchte | Pizze | 12.50 | Pizza Frutti di Mare
    Vegetaria | Pizze | 10.00 | Pizza Vegetariana
    Pz Hawai | Pizze | 10.00 | Pizza Hawaii
    Parma-Rucola | Pizze | 12.50 | Pizza Parma e Rucola
    Calzone norm. | Pizze | 11.00 | Calzone
    Familienpizza Funghi | Pizze | 20.50 | Pizza Funghi | 2.5
    Pizzabrötchen | Vorspeisen | 4.00 | none
    Pizzabrot Knobl. | Vorspeisen | 4.50 | Pizzabrot
    Spag. Bolo | Pasta | 9.90 | Spaghetti Bolognese
    Sp. Carbonara | Pasta | 10.50 | Spaghetti Carbonara
    Spagh. Agl.Olio | Pasta | 9.00 | Spaghetti Aglio e Olio
    Vongole | Pasta | 14.50 | Spaghetti alle Vongole
    Penne Arrab. | Pasta | 9.50 | Penne all'Arrabbiata
    Rigat. Forno | Pasta | 10.90 | Rigatoni al Forno
    Tortell. Panna | Pasta | 10.50 | Tortellini alla Panna
    Gnocchi Gorg. | Pasta | 11.50 | Gnocchi Gorgonzola
    Lasagna | Pasta | 10.50 | Lasagne al Forno
    Gem. Salat | Insalate | 6.50 | Insalata Mista
    Ins. mista kl. | Insalate | 4.50 | Insalata Mista | ?
    Tomate Mozz. | Vorspeisen | 9.50 | Insalata Caprese
    Thunfischsalat | Insalate | 9.50 | Insalata Tonno
    Vit. Tonnato | Vorspeisen | 13.50 | Vitello Tonnato
    Rindercarpaccio | Vorspeisen | 13.50 | Carpaccio di Manzo
    Bruscetta | Vorspeisen | 6.00 | Bruschetta
    Saltimb. Romana | Carne | 21.50 | Saltimbocca alla Romana
    Scalopp. Zitrone | Carne | 19.50 | Scaloppina al Limone
    Calam. fritti | Pesce | 17.50 | Calamari Fritti
    Tiramisu | Dolci | 6.00 | Tiramisù
    Pannacotta | Dolci | 5.50 | Panna Cotta
    Tartufo | Dolci | 5.90 | Tartufo nero gelato | 1 piece
    Caffe | Caffè | 2.20 | Espresso
    Espr. dopp. | Caffè | 3.60 | Espresso | 2
    Cappu | Caffè | 3.00 | Cappuccino
    Latte Macc. | Caffè | 3.40 | Latte Macchiato
    Aperol Spr. | Aperitivi | 6.50 | Aperol Spritz
    Extra Gamberetti | Zutaten | 3.00 | Gamberetti | ?
    ohne Rucola | Zutaten | 0 | minus Rucola | 20 g
    Pizza Spinat | Pizze | 10.00 | none
    Averna 4cl | Amari | 4.50 | none
    Zuppa di Pesce | Vorspeisen | 11.50 | none
    Lachs Tagliat. | Pasta | 13.50 | none
    Weizen 0,5 | Bier | 4.50 | none
    Bistecca 300g | Carne | 26.00 | none
    Eiskaffee | Dolci | 5.50 | none
    Buono regalo | Sonstiges | 25.00 | no stock
    Mancia | Sonstiges | 0 | no stock
    Coperto | Sonstiges | 1.50 | no stock
    Zustellung | Sonstiges | 2.50 | no stock
    geschnitten | Hinweise | 0 | no stock
    Antipasti zuerst | Hinweise | 0 | no stock
    Rabatt Mitarb. | Sonstiges | 0 | no stock
  `,
});
