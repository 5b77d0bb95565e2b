/**
 * What dishes are made of, in four languages. One thing a line, `_` joins the words of one expression. Each
 * word also counts as a part of compounds: Schweine-braten, Kartoffel-salat.
 */
export const FOOD = {
  meat: `
    chicken poulet huhn hähnchen hendl händl pollo güggeli hühner chx chkn volaille hähnch poul
    beef rind boeuf bœuf manzo rinder rinds rindfleisch bovino bf
    pork schwein schweine porc maiale schweins schweinefleisch
    veal kalb veau vitello kalbs kalbfleisch
    lamb lamm agneau agnello
    duck ente canard anatra
    goose gans oie oca
    turkey pute truthahn dinde tacchino trute
    rabbit kaninchen lapin coniglio
    kid gitzi capretto cabri zicklein
    venison reh hirsch wild chevreuil cervo capriolo cerf
    boar wildschwein sanglier cinghiale
    ham schinken jambon prosciutto prosciutto_cotto
    parmaham parmaschinken prosciutto_crudo rohschinken jambon_cru prosciutto_di_parma parma
    bacon speck lardons lard pancetta bcn lardon
    salami salame saucisson
    sausage wurst bratwurst saucisse salsiccia würstchen würste sausages bratw bangers bratwürste
    luganiga luganighetta luganega
    chorizo
    liver leber foie fegato
    meatloaf hackbraten falscher_hase polpettone
    mince hackfleisch hack viande_hachée macinato
    steak
    entrecote entrecôte rib_eye ribeye rib-eye
    filet fillet filetto
    sirloin rumpsteak rump roastbeef
    bavette onglet flank
    ribs spareribs rippchen rippli costine travers spare_ribs
    wings chicken_wings flügeli
    knuckle haxe haxn schweinshaxe stinco schweinshaxn jarret
    roast braten rôti arrosto rst gebraten
    ragout ragù ragu
    driedmeat trockenfleisch viande_séchée bresaola bündnerfleisch
    charcuterie salumi aufschnitt wurstwaren
    snails schnecken escargots escarg lumache
    tripe kutteln tripes trippa busecca
  `,
  fish: `
    fish fisch poisson pesce
    salmon lachs saumon salmone salm
    smokedsalmon räucherlachs saumon_fumé lachs_geräuchert smoked_salmon
    tuna thunfisch thon tonno thunf
    cod kabeljau cabillaud merluzzo dorsch
    trout forelle truite trota for
    pike zander sandre lucioperca
    perch egli perche eglifilet persico flussbarsch
    carp karpfen carpe carpa
    seabass branzino loup_de_mer wolfsbarsch seabass bar
    seabream dorade orata
    shrimp crevetten crevette garnelen garnele gamberi gamberetti prawns prawn shrimps riesencrevetten ebi gung goong scampi krevetten
    squid calamari tintenfisch calamar calmars calam
    octopus polpo pulpo poulpe oktopus
    mussels muscheln moules cozze miesmuscheln
    clams vongole venusmuscheln palourdes
    oysters austern huîtres ostriche huitres
    seafood meeresfrüchte frutti_di_mare fruits_de_mer frutti_mare
    lobster hummer homard astice
    anchovy sardellen anchois acciughe
  `,
  dairy: `
    cheese käse fromage formaggio formaggi chäs chs chz
    mozzarella mozza mozz
    parmesan parmigiano grana
    gorgonzola gorg
    goatcheese ziegenkäse chèvre caprino goat
    cheddar
    reblochon
    raclette
    butter beurre burro
    cream rahm sahne crème panna
    whippedcream schlagrahm schlagsahne chantilly panna_montata schlagobers whipped_cream
    milk milch lait latte_intero
    oatmilk hafermilch lait_d_avoine oat_milk oat
    yogurt joghurt yaourt yoghurt jogurt
    egg ei eier œuf oeuf oeufs uovo uova eggs
    obatzda obazda obatzter gerupfter
    halloumi
    feta
  `,
  vegetable: `
    potato kartoffel kartoffeln pomme_de_terre patate patata erdäpfel pommes_de_terre potatoes kart
    tomato tomate tomaten pomodoro pomodori tomates tom
    onion zwiebel zwiebeln oignon oignons cipolla cipolle onions zw
    garlic knoblauch ail aglio knobl
    mushroom pilze pilz champignon champignons funghi fungo schwammerl schwamm mushrooms champ
    porcini steinpilz steinpilze cèpes cepes cèpe
    chanterelle pfifferlinge eierschwämmli chanterelles girolles pfiff pfifferling
    spinach spinat épinards spinaci spinach
    vegetable gemüse légumes verdure verdura vegetables veg legumes leg
    vegetarian vegetarisch végétarien vegetariana vegi veggie vegetar vegetaria végétariennes végé vegetale
    vegan vegano végan
    lettuce salat salade insalata salad blattsalat sal ins sld kopfsalat
    lambslettuce nüsslisalat feldsalat nüssli mâche doucette vogerlsalat nuessli
    rocket rucola arugula ruccola roquette
    cucumber gurke concombre cetriolo gurken
    cabbage kraut chou cavolo
    redcabbage blaukraut rotkohl chou_rouge rotkraut
    sauerkraut choucroute crauti
    beans bohnen haricots fagioli
    corn mais maïs corn_cob
    carrot karotte rüebli karotten carotte carota rüeblitorte_teil möhre
    pumpkin kürbis courge zucca potiron
    asparagus spargel asperges asparagi
    avocado avo avocat
    pepperoni peperoni paprika poivron peperone
    olives oliven olive
    artichoke artischocke artichaut carciofi
    cauliflower blumenkohl chou-fleur cauli cavolfiore
    leek lauch poireau porro
    peas erbsen pois piselli
    tofu
    lemon zitrone citron limone zitronen
    lime limette citron_vert limetten
    seaweed algen wakame algue alghe
    radish radieschen radieserl radi rettich
    horseradish meerrettich kren raifort
  `,
  starch: `
    rice reis riz riso
    stickyrice klebreis sticky_rice riz_gluant
    noodles nudeln nouilles mie noodle
    ricenoodles reisnudeln
    glassnoodles glasnudeln
    bread brot pain pane
    toast
    baguette
    roll semmel brötchen brötli weggli weckerl panino
    pretzel breze brezel brezn brezen bretzel laugenbreze
    dumpling knödel kloss klösse knoedel gnocchetti kloß kn
    spaetzle spätzle spätzli spatzen spätzla chnöpfli knöpfle spaetzli
    fries pommes pommes_frites frites french_fries chips patatine patatine_fritte pommes_fr
    roesti rösti roesti
    mash püree stock kartoffelstock purée mashed_potatoes mash stampf kartoffelpüree
    polenta pol
    pasta teigwaren nudel pâtes
    spaghetti spag spagh sp
    tagliatelle tagliat
    pappardelle papp
    penne
    rigatoni rigat
    bucatini
    gnocchi
    tortellini tortell
    ravioli
    lasagne lasagna lasagnes
    risotto ris
    pizza pz pizze pizzas
    dough teig pâte pasta_pizza
    gratin
    cereals müesli müsli muesli
    granola
    porridge haferbrei
  `,
  sweet: `
    icecream eis glace gelato glacé ice_cream glacen
    vanilla vanille vaniglia
    chocolate schokolade chocolat cioccolato schoggi schoko choco choc
    strawberry erdbeere erdbeer fraise fragola erdbeeren strawb
    apple apfel pomme mela äpfel pommes apl
    pear birne poire pera
    banana banane banan
    berry beeren fruits_rouges frutti_di_bosco fruits_des_bois bosco waldbeeren
    blueberry myrtilles heidelbeere blaubeere myrtille mirtilli
    mango
    pineapple ananas
    coconut kokos coco cocco kokosmilch
    nut nuss noix noce nüsse nuts noci
    peanut erdnuss erdnüsse cacahuètes peanuts arachidi
    almond mandel amande mandorla
    honey honig miel miele
    sugar zucker sucre zucchero
    caramel karamell caramello
    cake kuchen gâteau torta torte
    tart wähe tarte crostata chueche
    croissant gipfel gipfeli hörnchen buttergipfel buttercroissant cornetto gipf
    cheesecake käsekuchen chzcake cheesec
    carrotcake karottenkuchen rüeblitorte rüblitorte carrot_cake
    bananabread bananenbrot banana_bread
    waffle waffel gaufre gauf
    crepe crêpe crepes crêpes
    pancake pfannkuchen pancakes pfannk
    sorbet sorbetto
    meringue meringues
    tiramisu tiramisù
    brownie browny
    cookie keks biscotti cookies
    strudel apfelstrudel apfelstr
    fruit obst frucht fruits frutta
    mousse
    pudding
    crumble
    jam konfitüre marmelade confiture marmellata konfi
  `,
  other: `
    oil öl huile olio
    vinegar essig vinaigre aceto
    salt salz sel sale
    pepper pfeffer poivre pepe
    sauce sosse soße salsa tunke
    gravy bratensosse bratensoße jus_de_viande
    mustard senf moutarde senape
    mayonnaise mayo
    ketchup
    pesto pest
    basil basilikum basilic basilico
    truffle trüffel truffe tartufo truff
    curry
    soysauce sojasauce soy_sauce soja
    wasabi
    ice eiswürfel glaçons ghiaccio
    crisps kartoffelchips chips_paprika crisps
    box schachtel boîte
    spice gewürz épices spezie
  `,
} as const;
