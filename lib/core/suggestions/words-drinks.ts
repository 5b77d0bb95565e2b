/**
 * What is drunk, as tills in German, English, French and Italian say it. One thing a line, its words side by
 * side; `_` joins the words of one expression. The category says in which unit it is usually kept.
 */
export const DRINKS = {
  beer: `
    beer bier birra bière biere bierchen
    lager lagerbier helles hell hells blonde
    pils pilsner pilsener pilsener_bier
    wheatbeer weizen weissbier weizenbier hefeweizen hefe weisse weize blanche_bière
    darkbeer dunkles dunkel dunkelbier stout brune scura
    kellerbier zwickl zwickel zwicklbier kellerb
    ipa india_pale_ale
    ale bitter pale_ale
    cider cyder cidre most_sauer apfelwein ebbelwoi sidro
    radler panaché shandy alsterwasser panache panasch
    russ russn russe russen
    erdinger
    paulaner
    augustiner
    franziskaner
    schneider
    krombacher
    bitburger bit
    warsteiner
    jever
    becks beck
    tegernseer
    heineken
    carlsberg
    feldschlösschen feldschloss
    quöllfrisch quollfrisch
    calanda
    chopfab
    guinness
    peroni
    moretti
    corona
    budweiser bud
    asahi
    kirin
    singha
    chang
    tsingtao tsing_tao
    leffe
    kronenbourg kro
    desperados despe
    estrella
    kölsch kolsch
    altbier
    märzen marzen
  `,
  wine: `
    wine wein vin vino
    redwine rotwein vin_rouge vino_rosso roter_wein rotw red_wine rosso_vino
    whitewine weisswein vin_blanc vino_bianco weissw white_wine
    rose rosé rosato rosewein roséwein
    sparkling sekt schaumwein spumante mousseux sparkling_wine
    prosecco prosec
    champagne champagner champ schampus
    crémant cremant
    cava
    mulledwine glühwein gluhwein vin_chaud mulled_wine vin_brulé
    plumwine pflaumenwein umeshu choya
    pinotnoir pinot_noir spätburgunder blauburgunder pinot_nero spatburgunder
    pinotgris grauburgunder pinot_gris pinot_grigio pinot_grig
    pinotblanc weissburgunder pinot_blanc pinot_bianco
    chardonnay chard
    sauvignon sauv sauvignon_blanc sauv_blanc
    cabernet cab cabernet_sauvignon
    merlot
    riesling
    veltliner grüner_veltliner gruner_veltliner
    silvaner
    chianti
    montepulciano
    primitivo
    barbera
    rioja
    malbec
    syrah shiraz
    chasselas fendant gutedel
    spritzer weinschorle gespritzter g'spritzter weissweinschorle weinsch
    port portwein porto port_wine
    sherry xérès
    vermouth wermut martini_bianco martini_rosso
    sake saké
  `,
  spirit: `
    gin ginn
    vodka wodka vodk
    rum rhum ron
    whisky whiskey
    bourbon
    tequila teq
    cognac
    brandy weinbrand
    calvados calva
    grappa
    limoncello limoncino
    ramazzotti ramazotti
    averna
    montenegro amaro_montenegro
    fernet fernet_branca
    campari
    aperol
    cynar
    sambuca
    ouzo
    raki
    pastis ricard
    baileys bailey
    amaretto
    kahlua
    malibu
    cointreau
    grandmarnier grand_marnier
    jägermeister jagermeister jägi
    obstler obstbrand obstschnaps obstwasser
    kirsch kirschwasser kirschbrand
    williams williamine williamsbirne willi williams_christ poire_williams birnenbrand
    zwetschgenschnaps zwetschge zwetschgenwasser zwetschke quetsch vieille_prune
    marille marillenschnaps marillenbrand abricotine aprikosenbrand aprikot
    haselnussschnaps haselnuss haselnussgeist
    enzian gentiane
    schnaps digestif hausschnaps
    jackdaniels jack_daniels jacky jack_daniel jd
    jimbeam jim_beam
    johnniewalker johnnie_walker johnny_walker jw
    bacardi
    havana havana_club havanna havana_club_3
    absolut
    smirnoff
    bombay bombay_sapphire
    hendricks
    tanqueray
    gordons
  `,
  soft: `
    cola coke coca coci coca_cola cocacola coca-cola kola
    colazero cola_zero coke_zero coca_zero coci_zero coca_cola_zero
    colalight cola_light coke_light diet_coke coca_light coca_cola_light
    fanta
    sprite
    spezi cola_mix colamix mezzo_mix cola-mix
    lemonade limo limonade limonata limo_zitrone zitronenlimo zitro zitronenlimonade
    orangeade orangenlimo orangenlimonade aranciata orange_limo orangina
    icetea eistee iced_tea ice_tea icetea thé_froid tè_freddo the_froid te_freddo
    tonic tonic_water tonicwater
    light diet léger
    lighttonic light_tonic slimline slimline_tonic
    bitterlemon bitter_lemon
    gingerale ginger_ale
    gingerbeer ginger_beer
    energydrink red_bull redbull energy_drink
    rivella
    mate club_mate
    almdudler
    coconutwater kokoswasser coconut_water eau_de_coco
    syrup sirup sirop sciroppo
    grenadine grenad
    elderflower holunder hollunder holunderblüte sureau sambuco
  `,
  water: `
    water wasser eau acqua
    mineralwater mineralwasser mineral minéral minerale mineralw eau_minérale acqua_minerale tafelwasser
    sparklingwater sprudel mit_gas mit_kohlensäure spritzig gazeuse gaz frizzante gasata sparkling_water mitgas classic medium_wasser con_gas
    stillwater still naturell ohne_gas ohne_kohlensäure ohnegas nature naturale plate still_water senza_gas liscia
    pellegrino san_pellegrino s_pellegrino sanpellegrino
    valser
    henniez
    evian
    perrier
    badoit
    gerolsteiner
    adelholzener
  `,
  juice: `
    juice saft jus succo
    applejuice apfelsaft jus_de_pomme jus_pomme succo_di_mela apple_juice süssmost sussmost mostli apfels
    orangejuice orangensaft o-saft osaft jus_d_orange jus_orange succo_d_arancia orange_juice oj
    grapejuice traubensaft jus_de_raisin grape_juice
    tomatojuice tomatensaft tomato_juice jus_de_tomate
    currantjuice johannisbeersaft johannisbeernektar currant_juice jus_de_cassis
    appleschorle apfelschorle apfelsch a-schorle gespritzter_apfelsaft apfel_schorle
    rhubarbschorle rhabarberschorle rhabarber_schorle
    schorle schorl
    passionfruit maracuja fruit_de_la_passion frutto_della_passione maracujasaft
    smoothie
  `,
  coffee: `
    coffee kaffee café caffè cafe kafi kaffi kaff
    coffeebeans kaffeebohnen café_en_grains coffee_beans café_grains caffè_in_grani
    espresso expresso esp espr café caffè ristretto_normal caffè_espresso café_expresso
    doubleespresso doppelter_espresso espresso_doppelt double_espresso espresso_doppio doppio double_expresso dble_expresso
    ristretto
    americano verlängerter café_allongé allongé lungo
    cafecreme café_crème cafe_creme kaffee_crème kafi_creme kaffee_creme schümli
    milkcoffee milchkaffee schale renversé café_au_lait caffelatte caffè_latte grand_crème melange café_renversé grand_creme gd_creme
    cappuccino cappu capuccino capp cappuccio
    flatwhite flat_white
    lattemacchiato latte_macchiato latte_macch latte_macc
    macchiato
    icedcoffee eiskaffee iced_coffee café_glacé iced_latte eiskaffee_latte
    chai chai_latte
    matcha
    hotchocolate heisse_schokolade chocolat_chaud hot_chocolate hot_choc heisse_schoggi heissi_schoggi choc_chaud cioccolata_calda kakao heiße_schokolade
    ovo ovomaltine
    correttocoffee corretto caffè_corretto
    potcoffee kännchen_kaffee pot_of_coffee kännchen coffee_pot
  `,
  tea: `
    tea tee thé tè teebeutel
    herbaltea kräutertee kräuter infusion tisane infuso tisana infus
    peppermint pfefferminz pfefferminze minze menthe mint pfefferminztee peppermint_tea tee_pfefferm menta pfefferm
    greentea grüntee grüner_tee green_tea thé_vert tè_verde
    blacktea schwarztee black_tea thé_noir earl_grey darjeeling english_breakfast
    camomile kamille kamillentee camomille camomilla chamomile
    fruittea früchtetee fruit_tea hagebutten hagebutte hagebuttentee
    verbena verveine eisenkraut verbena
    rooibos rotbusch
    ginger ingwer gingembre zenzero
    gingertea ingwertee ginger_tea
    jasmin jasmine jasmin_tee
  `,
  cocktail: `
    gintonic gin_tonic g&t g+t gin_and_tonic
    spritz aperol_spritz spritz_aperol aperol_spr
    hugo
    mojito mochito
    caipirinha caipi
    moscowmule moscow_mule mosc_mule
    londonmule london_mule
    negroni
    cosmopolitan cosmo
    daiquiri
    margarita marguerita
    pinacolada piña_colada pina_col pina_colada
    maitai mai_tai
    longisland long_island liit long_island_iced_tea
    cubalibre cuba_libre
    bloodymary bloody_mary
    whiskysour whisky_sour whiskey_sour
    oldfashioned old_fashioned old_fash
    espressomartini espresso_martini esp_martini
    pornstar pornstar_martini
    kirroyal kir_royal kir_royale
    virgin alkoholfrei alkfrei alk_frei sans_alcool analcolico alcohol_free non_alcoholic alkoholfr zero analkoholisch alk_fr alkfr 0,0 0.0
    milkshake shake frappé frappe
  `,
} as const;
