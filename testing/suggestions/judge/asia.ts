import { kitchen } from '../kitchen';

export const asia = kitchen({
  name: 'Thai and Vietnamese, German with English',
  ingredients: `
    Singha 33cl; bottle; 1.35
    Chang 33cl; bottle; 1.20
    Saigon Special 33cl; bottle; 1.25
    Tsingtao 64cl; bottle; 2.10
    Sake; l; 9.00
    Pflaumenwein; l; 6.20
    Mangolassi; l; 3.40
    Kokoswasser 50cl; piece; 1.55
    Jasmintee; kg; 22.00
    Grüner Veltliner; l; 6.90
    Mineral 5dl; bottle; 0.70
    Coca Cola 5dl; bottle; 0.95
    Coca Cola Zero 5dl; bottle; 0.95
    Frühlingsrollen TK; piece; 0.38
    Sommerrollen; piece; 0.95
    Gyoza; piece; 0.31
    Krabbenchips; kg; 7.00
    Jasminreis; kg; 1.90
    Tofu; kg; 5.80
    Mochi; piece; 0.70
    Riesencrevetten; kg; 19.00
    Erdnusssauce; l; 5.50
  `,
  recipes: `
    Tom Kha Gai: Poulet, Kokosmilch
    Tom Yam Gung: Crevetten
    Pho Bo: Rind, Reisnudeln
    Pho Ga: Poulet, Reisnudeln
    Rotes Curry mit Poulet: Poulet, Kokosmilch
    Rotes Curry mit Ente: Ente, Kokosmilch
    Rotes Curry mit Tofu: Tofu, Kokosmilch
    Grünes Curry mit Poulet: Poulet, Kokosmilch
    Grünes Curry mit Crevetten: Riesencrevetten, Kokosmilch
    Gelbes Curry mit Gemüse: Gemüse, Kokosmilch
    Massaman Curry mit Rind: Rind, Kokosmilch
    Pad Thai mit Poulet: Poulet, Reisnudeln
    Pad Thai mit Crevetten: Riesencrevetten, Reisnudeln
    Pad Thai Vegi: Tofu, Reisnudeln
    Gebratener Reis mit Poulet: Poulet, Jasminreis
    Gebratener Reis mit Ei: Ei, Jasminreis
    Gebratene Nudeln mit Rind: Rind, Eiernudeln
    Bun Cha Hanoi: Schwein, Reisnudeln
    Banh Mi Schwein: Schwein, Baguette
    Knusprige Ente süss-sauer: Ente
    Rindfleisch mit Zwiebeln: Rind, Zwiebeln
    Satay-Spiesse: Poulet, Erdnusssauce
    Papayasalat: Papaya
    Glasnudelsalat: Glasnudeln
    Portion Reis: Jasminreis
    Mango mit Klebreis: Mango, Klebreis
    Gebackene Banane mit Honig: Banane
    Vietnamesischer Kaffee: Kaffee, Kondensmilch
    Ingwertee frisch: Ingwer
    Hauslimonade Zitronengras: Zitronengras
  `,
  decided: `
    Sake warm 1dl | Getränke | 9.50 | Sake | 1 dl
    Frühlingsrollen 4 Stk | Vorspeisen | 9.50 | Frühlingsrollen TK | 4 piece
    Jasmintee Kanne | Tee | 7.50 | Jasmintee | 6 g
    Extra Tofu | Extras | 4.00 | Tofu | 80 g
    Lieferkosten | Diverses | 5.00 | no stock
    Depot Box | Diverses | 5.00 | no stock
  `,
  items: `
    Singha Bier | Getränke | 6.50 | Singha 33cl | 1 bottle
    Chang Beer 33 | Getränke | 6.00 | Chang 33cl | 1 bottle
    Saigon | Getränke | 6.50 | Saigon Special 33cl | 1 bottle
    Tsing Tao gross | Getränke | 9.50 | Tsingtao 64cl | 1 bottle
    Sake 2dl | Getränke | 17.00 | Sake | 2 dl
    Pfl.wein 1 dl | Getränke | 6.50 | Pflaumenwein | 1 dl
    Mango Lassi 3dl | Getränke | 6.50 | Mangolassi | 3 dl
    Kokosw. | Getränke | 6.00 | Kokoswasser 50cl | 1 piece
    Coconut Water | Getränke | 6.00 | Kokoswasser 50cl | 1 piece
    G. Veltliner dl | Getränke | 6.50 | Grüner Veltliner | 1 dl
    Grüner Velt. Fl | Getränke | 42.00 | Grüner Veltliner | 75 cl
    Mineral | Getränke | 4.50 | Mineral 5dl | 1 bottle
    Cola 5dl | Getränke | 5.00 | Coca Cola 5dl | 1 bottle
    Cola zero | Getränke | 5.00 | Coca Cola Zero 5dl | 1 bottle
    Frühl.rolle 2Stk | Vorspeisen | 5.50 | Frühlingsrollen TK | 2 piece
    Spring Rolls (4) | Vorspeisen | 9.50 | Frühlingsrollen TK | 4 piece
    2 Sommerrollen | Vorspeisen | 8.50 | Sommerrollen | 2 piece
    Gyoza 6er | Vorspeisen | 9.50 | Gyoza | 6 piece
    Gyoza 10 Stk. | Vorspeisen | 14.50 | Gyoza | 10 piece
    Krabbenchips | Vorspeisen | 5.00 | Krabbenchips | ?
    Tom Ka Gai | Suppen | 10.50 | Tom Kha Gai
    Tom Yum Goong | Suppen | 12.50 | Tom Yam Gung
    Phö Bo | Suppen | 19.50 | Pho Bo
    Pho Rind | Suppen | 19.50 | Pho Bo
    Pho Huhn | Suppen | 18.50 | Pho Ga
    Red Curry Chicken | Curry | 23.50 | Rotes Curry mit Poulet
    Rot. Curry Ente | Curry | 27.50 | Rotes Curry mit Ente
    R.Curry Tofu | Curry | 22.50 | Rotes Curry mit Tofu
    Gr. Curry Poul. | Curry | 23.50 | Grünes Curry mit Poulet
    Green Curry Prawn | Curry | 27.50 | Grünes Curry mit Crevetten
    Gelb Curry Gem. | Curry | 21.50 | Gelbes Curry mit Gemüse
    Massaman | Curry | 25.50 | Massaman Curry mit Rind
    Pad Thai Huhn | Wok | 22.50 | Pad Thai mit Poulet
    Padthai Crev. | Wok | 25.50 | Pad Thai mit Crevetten
    Pad Thai vegetar. | Wok | 21.50 | Pad Thai Vegi
    Gebr. Reis Poulet | Wok | 19.50 | Gebratener Reis mit Poulet
    Fried Rice Egg | Wok | 17.50 | Gebratener Reis mit Ei
    Geb.Nudeln Beef | Wok | 22.50 | Gebratene Nudeln mit Rind
    Bun Cha | Hauptspeisen | 21.50 | Bun Cha Hanoi
    Banh Mi | Snacks | 14.50 | Banh Mi Schwein
    Knusp. Ente s/s | Hauptspeisen | 28.50 | Knusprige Ente süss-sauer
    Ente knusprig | Hauptspeisen | 28.50 | Knusprige Ente süss-sauer
    Rindfl. Zwiebel | Hauptspeisen | 24.50 | Rindfleisch mit Zwiebeln
    Sate Spiessli | Vorspeisen | 11.50 | Satay-Spiesse
    Papaya Sal. | Vorspeisen | 13.50 | Papayasalat
    Glasnudelsal. | Vorspeisen | 13.50 | Glasnudelsalat
    Reis extra | Extras | 3.50 | Portion Reis
    Beil. Reis | Extras | 3.50 | Portion Reis
    Sticky Rice Mango | Dessert | 10.50 | Mango mit Klebreis
    Banane geb. Honig | Dessert | 9.00 | Gebackene Banane mit Honig
    Viet Kaffee | Tee | 6.00 | Vietnamesischer Kaffee
    Ingwertee | Tee | 5.50 | Ingwertee frisch
    Ginger Tea fresh | Tee | 5.50 | Ingwertee frisch
    Limo Zitronengras | Getränke | 6.50 | Hauslimonade Zitronengras
    Mochi 3x | Dessert | 9.00 | Mochi | 3 piece
    Extra Crevetten | Extras | 7.00 | Riesencrevetten | ?
    ohne Tofu | Extras | 0 | minus Tofu | 80 g
    Asahi 33cl | Getränke | 6.50 | none
    Sushi Mix 12 | Hauptspeisen | 28.00 | none
    Nasi Goreng | Wok | 21.50 | none
    Lachs Teriyaki | Hauptspeisen | 27.50 | none
    Rivella 33cl | Getränke | 5.00 | none
    Wan Tan Suppe | Suppen | 10.50 | none
    Litschi Glace | Dessert | 8.00 | none
    Geschenkkarte | Diverses | 50.00 | no stock
    Reservation | Diverses | 0 | no stock
    nicht scharf | Hinweise | 0 | no stock
    2 x scharf | Hinweise | 0 | no stock
    Personalrabatt | Diverses | 0 | no stock
    Take Away | Diverses | 0 | no stock
    Stäbli bitte | Hinweise | 0 | no stock
  `,
});
