import { kitchen } from '../kitchen';

export const bar = kitchen({
  name: 'cocktail bar, German and English',
  ingredients: `
    Beefeater Gin 0,7 l; bottle; 15.00
    Bombay Sapphire 0,7 l; bottle; 18.00
    Absolut Vodka 1 l; bottle; 17.00
    Grey Goose 0,7 l; bottle; 33.00
    Bacardi Carta Blanca; l; 17.50
    Havana Club 7; l; 24.00
    Jack Daniel's; l; 23.00
    Maker's Mark; l; 26.00
    Talisker 10; l; 42.00
    Patrón Silver; l; 48.00
    Sierra Tequila; l; 16.00
    Campari; l; 15.50
    Aperol; l; 13.00
    Cointreau; l; 20.00
    Averna; l; 14.50
    Fernet Branca; l; 18.00
    Jägermeister; l; 15.00
    Berliner Luft; l; 9.50
    Augustiner Hell 0,5; bottle; 0.85
    Berliner Kindl 0,5; bottle; 0.70
    Beck's 0,33; bottle; 0.65
    Beck's Blue 0,33; bottle; 0.65
    Corona 0,355; bottle; 1.20
    Weißwein Hausmarke; l; 4.50
    Rotwein Hausmarke; l; 4.50
    Crémant; bottle; 8.00
    Moët & Chandon; bottle; 33.00
    Fritz-Kola 0,33; bottle; 0.75
    Fritz-Limo Melone 0,33; bottle; 0.75
    Club-Mate; bottle; 0.80
    Schweppes Tonic 0,2; bottle; 0.55
    Schweppes Bitter Lemon 0,2; bottle; 0.55
    Wasser Viva con Agua 0,33; bottle; 0.40
    Orangensaft; l; 1.80
    Maracujasaft; l; 2.40
    Nüsse; kg; 8.00
  `,
  recipes: `
    Negroni: Beefeater Gin 0,7 l, Campari
    Old Fashioned: Maker's Mark
    Whiskey Sour: Maker's Mark, Zitrone
    Gin Basil Smash: Beefeater Gin 0,7 l, Basilikum
    Gin Fizz: Beefeater Gin 0,7 l
    Tom Collins: Beefeater Gin 0,7 l
    Dry Martini: Beefeater Gin 0,7 l
    Espresso Martini: Absolut Vodka 1 l, Espresso
    Pornstar Martini: Absolut Vodka 1 l, Maracujasaft
    Cosmopolitan: Absolut Vodka 1 l, Cointreau
    Moscow Mule: Absolut Vodka 1 l, Ginger Beer
    London Mule: Beefeater Gin 0,7 l, Ginger Beer
    Mojito: Bacardi Carta Blanca, Limette
    Virgin Mojito: Limette
    Daiquiri: Bacardi Carta Blanca
    Strawberry Daiquiri: Bacardi Carta Blanca, Erdbeere
    Mai Tai: Havana Club 7
    Zombie: Havana Club 7
    Caipirinha: Cachaça, Limette
    Ipanema: Ginger Ale, Limette
    Margarita: Sierra Tequila, Cointreau
    Paloma: Sierra Tequila
    Long Island Iced Tea: Absolut Vodka 1 l
    Piña Colada: Bacardi Carta Blanca, Kokos
    Aperol Spritz: Aperol, Crémant
    Hugo: Crémant, Holunder
    Cuba Libre: Havana Club 7, Fritz-Kola 0,33
    Gin Tonic Bombay: Bombay Sapphire 0,7 l, Schweppes Tonic 0,2
    Bloody Mary: Absolut Vodka 1 l, Tomatensaft
    Weißweinschorle: Weißwein Hausmarke
    Käseplatte: Käse
    Nachos mit Käse: Nachos, Käse
  `,
  decided: `
    Shot Berliner Luft | Shots | 3.00 | Berliner Luft | 2 cl
    Jacky 4cl | Longdrinks | 7.50 | Jack Daniel's | 4 cl
    Rotwein 0,2 | Wein | 6.00 | Rotwein Hausmarke | 0.2 l
    Absolut 4cl | Longdrinks | 7.50 | Absolut Vodka 1 l | 0.04 bottle
    Garderobe | Sonstiges | 1.50 | no stock
    Shot Sierra | Shots | 3.00 | Sierra Tequila | 2 cl
  `,
  items: `
    Jägermeister Shot | Shots | 3.00 | Jägermeister | 2 cl
    Jägi 2cl | Shots | 3.00 | Jägermeister | 2 cl
    Bln. Luft | Shots | 3.00 | Berliner Luft | 2 cl
    Tequila Silver 2cl | Shots | 3.50 | Sierra Tequila / Patrón Silver | 2 cl
    Patron | Shots | 6.00 | Patrón Silver | 2 cl
    Averna 4cl | Digestif | 6.00 | Averna | 4 cl
    Fernet 4 cl | Digestif | 6.50 | Fernet Branca | 4 cl
    Talisker 4cl | Whisky | 12.00 | Talisker 10 | 4 cl
    Makers Mark 4cl | Whisky | 9.00 | Maker's Mark | 4 cl
    Havanna 7 4cl | Rum | 9.00 | Havana Club 7 | 4 cl
    Grey Goose 4cl | Longdrinks | 11.00 | Grey Goose 0,7 l | 0.057143 bottle
    Grey Goose Fl. | Flaschen | 140.00 | Grey Goose 0,7 l | 1 bottle
    Beefeater 4cl | Longdrinks | 8.00 | Beefeater Gin 0,7 l | 0.057143 bottle
    Augustiner | Bier | 4.20 | Augustiner Hell 0,5 | 1 bottle
    Bln Kindl | Bier | 3.80 | Berliner Kindl 0,5 | 1 bottle
    Becks | Bier | 3.80 | Beck's 0,33 | 1 bottle
    Becks Blue | Bier | 3.80 | Beck's Blue 0,33 | 1 bottle
    Becks alkfrei | Bier | 3.80 | Beck's Blue 0,33 | 1 bottle
    Corona | Bier | 4.80 | Corona 0,355 | 1 bottle
    Weißw. 0,2 | Wein | 6.00 | Weißwein Hausmarke | 0.2 l
    Rotwein Fl. | Wein | 22.00 | Rotwein Hausmarke | 0.75 l
    Weissweinsch. | Wein | 5.50 | Weißweinschorle
    Cremant 0,1 | Wein | 6.50 | Crémant | 0.133333 bottle
    Moet Fl. | Flaschen | 95.00 | Moët & Chandon | 1 bottle
    Fritz Kola | Soft | 3.50 | Fritz-Kola 0,33 | 1 bottle
    Fritz Melone | Soft | 3.50 | Fritz-Limo Melone 0,33 | 1 bottle
    Mate | Soft | 3.80 | Club-Mate | 1 bottle
    Tonic | Soft | 3.20 | Schweppes Tonic 0,2 | 1 bottle
    Bitter Lemon | Soft | 3.20 | Schweppes Bitter Lemon 0,2 | 1 bottle
    Viva Wasser | Soft | 3.00 | Wasser Viva con Agua 0,33 | 1 bottle
    O-Saft 0,2 | Soft | 3.50 | Orangensaft | 0.2 l
    Maracuja 0,3 | Soft | 4.50 | Maracujasaft | 0.3 l
    Old Fash. | Cocktails | 12.00 | Old Fashioned
    Wh. Sour | Cocktails | 11.00 | Whiskey Sour
    Basil Smash | Cocktails | 12.00 | Gin Basil Smash
    GBS | Cocktails | 12.00 | Gin Basil Smash
    Esp. Martini | Cocktails | 12.00 | Espresso Martini
    Pornstar | Cocktails | 12.50 | Pornstar Martini
    Cosmo | Cocktails | 11.00 | Cosmopolitan
    Moscow M. | Cocktails | 10.50 | Moscow Mule
    London Mule | Cocktails | 10.50 | London Mule
    V. Mojito | Alkoholfrei | 8.00 | Virgin Mojito
    Mojito alk.frei | Alkoholfrei | 8.00 | Virgin Mojito
    Mochito | Cocktails | 10.50 | Mojito
    Erdbeer Daiquiri | Cocktails | 11.50 | Strawberry Daiquiri
    Daiquiri | Cocktails | 10.50 | Daiquiri
    MaiTai | Cocktails | 12.00 | Mai Tai
    Caipi | Cocktails | 10.00 | Caipirinha
    Marguerita | Cocktails | 10.50 | Margarita
    LIIT | Cocktails | 13.00 | Long Island Iced Tea
    Long Island | Cocktails | 13.00 | Long Island Iced Tea
    Pina Col. | Cocktails | 11.00 | Piña Colada
    Aperol Spr | Cocktails | 9.00 | Aperol Spritz
    Bombay Tonic | Longdrinks | 11.00 | Gin Tonic Bombay
    Bl. Mary | Cocktails | 11.00 | Bloody Mary
    Cheese Plate | Snacks | 12.00 | Käseplatte
    Nachos | Snacks | 7.50 | Nachos mit Käse
    Sazerac | Cocktails | 13.00 | none
    Hendricks 4cl | Longdrinks | 11.00 | none
    Guinness 0,4 | Bier | 5.50 | none
    Red Bull | Soft | 4.00 | none
    Ouzo 2cl | Shots | 3.00 | none
    White Russian | Cocktails | 11.00 | none
    Espresso | Soft | 2.50 | none
    Eintritt | Sonstiges | 10.00 | no stock
    Tip Card | Sonstiges | 0 | no stock
    Becherpfand | Sonstiges | 1.00 | no stock
    Reservierung Lounge | Sonstiges | 100.00 | no stock
    Happy Hour -20% | Sonstiges | 0 | no stock
    on the rocks | Notiz | 0 | no stock
    ohne Eis | Notiz | 0 | no stock
  `,
});
