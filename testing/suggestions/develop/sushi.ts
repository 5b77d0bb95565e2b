import { kitchen } from '../kitchen';

export const sushi = kitchen({
  name: 'sushi and wok, English and German',
  ingredients: `
    Asahi 33cl; bottle; 1.40
    Kirin Ichiban 33cl; bottle; 1.35
    Sake Hakutsuru; l; 11.00
    Choya Umeshu; l; 14.00
    Riesling; l; 7.50
    Coke 33cl; bottle; 0.90
    Ramune; bottle; 1.60
    Green Tea; piece; 0.20
    Edamame; kg; 5.20
    Wakame; kg; 9.00
    Miso Paste; kg; 6.50
    Gyoza Chicken; piece; 0.29
    Gyoza Vegetable; piece; 0.27
    Ebi Tempura; piece; 0.95
    Salmon Nigiri; piece; 0.90
    Tuna Nigiri; piece; 1.15
    Salmon Sashimi; piece; 0.85
    Rice; kg; 2.10
    Soy Sauce; l; 4.50
    Wasabi; kg; 25.00
    Mochi Ice Cream; piece; 0.85
    Chopsticks; piece; 0.05
  `,
  recipes: `
    Miso Soup: Miso Paste, Tofu
    Salmon Avocado Roll: Salmon, Avocado, Rice
    Spicy Tuna Roll: Tuna, Rice
    California Roll: Crab, Avocado, Rice
    Rainbow Roll: Salmon, Tuna, Rice
    Crunchy Ebi Roll: Ebi Tempura, Rice
    Cucumber Maki: Cucumber, Rice
    Salmon Maki: Salmon, Rice
    Tuna Maki: Tuna, Rice
    Avocado Maki: Avocado, Rice
    Sushi Mix Small: Salmon, Tuna, Rice
    Sushi Mix Large: Salmon, Tuna, Rice
    Sashimi Mix: Salmon, Tuna
    Chirashi Bowl: Salmon, Tuna, Rice
    Salmon Poke Bowl: Salmon, Rice
    Tofu Poke Bowl: Tofu, Rice
    Chicken Teriyaki: Chicken, Rice
    Salmon Teriyaki: Salmon, Rice
    Chicken Ramen: Chicken, Noodles
    Tonkotsu Ramen: Pork, Noodles
    Vegetable Ramen: Vegetables, Noodles
    Yaki Udon Chicken: Chicken, Udon
    Yaki Udon Beef: Beef, Udon
    Chicken Katsu Curry: Chicken, Curry
    Pad Thai Shrimp: Shrimp, Noodles
    Fried Rice Vegetable: Vegetables, Rice
    Sweet and Sour Pork: Pork
    Seaweed Salad: Wakame
    Matcha Cheesecake: Matcha
    Homemade Iced Tea: Tea
  `,
  decided: `
    Sake cold 1dl | Drinks | 9.00 | Sake Hakutsuru | 1 dl
    Gyoza Chicken 5 | Starters | 9.50 | Gyoza Chicken | 5 piece
    Edamame | Starters | 6.50 | Edamame | 150 g
    Delivery Fee | Misc | 5.00 | no stock
    Rice | Sides | 3.50 | Rice | 120 g
  `,
  items: `
    Asahi Beer | Drinks | 6.50 | Asahi 33cl | 1 bottle
    Kirin 33 | Drinks | 6.50 | Kirin Ichiban 33cl | 1 bottle
    Sake warm 2dl | Drinks | 17.00 | Sake Hakutsuru | 2 dl
    Umeshu 6cl | Drinks | 9.00 | Choya Umeshu | 6 cl
    Riesling 1dl | Drinks | 7.50 | Riesling | 1 dl
    Cola | Drinks | 4.90 | Coke 33cl | 1 bottle
    Grüntee | Drinks | 5.00 | Green Tea | 1 piece
    Gyoza Veg 5 | Starters | 9.00 | Gyoza Vegetable | 5 piece
    Gyoza Poulet 8 Stk | Starters | 14.00 | Gyoza Chicken | 8 piece
    Ebi Temp. 3pcs | Starters | 11.50 | Ebi Tempura | 3 piece
    Nigiri Lachs 2 | Sushi | 6.50 | Salmon Nigiri | 2 piece
    Tuna Nigiri 2pc | Sushi | 7.50 | Tuna Nigiri | 2 piece
    Sashimi Lachs 6 | Sushi | 14.50 | Salmon Sashimi | 6 piece
    Misosuppe | Starters | 5.50 | Miso Soup
    Salm Avo Roll | Sushi | 15.50 | Salmon Avocado Roll
    Spicy Tuna | Sushi | 16.50 | Spicy Tuna Roll
    Calif. Roll | Sushi | 15.00 | California Roll
    Rainbow | Sushi | 19.50 | Rainbow Roll
    Ebi crunchy | Sushi | 18.50 | Crunchy Ebi Roll
    Maki Gurke | Sushi | 6.50 | Cucumber Maki
    Maki Lachs | Sushi | 8.50 | Salmon Maki
    Thunfisch Maki | Sushi | 9.50 | Tuna Maki
    Avo Maki | Sushi | 7.50 | Avocado Maki
    Sushi Mix gross | Sushi | 38.00 | Sushi Mix Large
    Sushi Mix S | Sushi | 24.00 | Sushi Mix Small
    Sashimi gemischt | Sushi | 29.00 | Sashimi Mix
    Chirashi | Bowls | 27.00 | Chirashi Bowl
    Poke Lachs | Bowls | 22.50 | Salmon Poke Bowl
    Poké Tofu | Bowls | 19.50 | Tofu Poke Bowl
    Teriyaki Huhn | Mains | 23.50 | Chicken Teriyaki
    Salmon Teri. | Mains | 26.50 | Salmon Teriyaki
    Chkn Ramen | Mains | 21.50 | Chicken Ramen
    Ramen Tonkotsu | Mains | 22.50 | Tonkotsu Ramen
    Ramen vegi | Mains | 20.50 | Vegetable Ramen
    Udon Beef | Mains | 23.50 | Yaki Udon Beef
    Y. Udon Poulet | Mains | 22.50 | Yaki Udon Chicken
    Katsu Curry | Mains | 23.50 | Chicken Katsu Curry
    Pad Thai Crevetten | Mains | 24.50 | Pad Thai Shrimp
    Gebr. Reis Gemüse | Mains | 18.50 | Fried Rice Vegetable
    Schwein süss-sauer | Mains | 23.50 | Sweet and Sour Pork
    Seaweed Sal. | Starters | 8.50 | Seaweed Salad
    Algensalat | Starters | 8.50 | Seaweed Salad
    Extra Wasabi | Sides | 1.00 | Wasabi | ?
    Mochi 2er | Dessert | 7.00 | Mochi Ice Cream | 2 piece
    Matcha Cheesec. | Dessert | 9.50 | Matcha Cheesecake
    Ice Tea home | Drinks | 5.50 | Homemade Iced Tea
    Bibimbap | Mains | 23.50 | none
    Dragon Roll | Sushi | 19.50 | none
    Unagi Nigiri 2 | Sushi | 8.50 | none
    Sapporo 65cl | Drinks | 11.00 | none
    Ente Pekingart | Mains | 29.50 | none
    Mango Sorbet | Dessert | 6.50 | none
    Karaage | Starters | 11.50 | none
    Gift Voucher | Misc | 50.00 | no stock
    Tips | Misc | 0 | no stock
    extra scharf | Notes | 0 | no stock
    no wasabi | Notes | 0 | minus Wasabi | ?
    Deposit Lunchbox | Misc | 5.00 | no stock
    Discount 20% | Misc | 0 | no stock
  `,
});
