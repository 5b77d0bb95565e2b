/**
 * Dishes and how they are made or called, in four languages. One thing a line, `_` joins the words of one
 * expression.
 */
export const DISHES = {
  dish: `
    schnitzel schni escalope cotoletta scaloppina scaloppine schnipo_teil schnitz scalopp schn
    wienerschnitzel wiener_schnitzel wienerschni wr_schnitzel
    viennese wiener wr wienerart viennoise
    cordonbleu cordon_bleu cordonbleu
    hunter jäger chasseur jägerart cacciatora cacciat
    geschnetzeltes émincé geschn geschnetz sminuzzato
    zurich zürcher zurichoise züri zürich zurighese zürigschnätzlets_teil zurich zh zürig
    goulash gulasch goulasch gulyas
    roulade rouladen
    stew eintopf ragoût umido schmor
    beefbourguignon bourguignon boeuf_bourguignon
    boeufalamode böfflamott boeuf_à_la_mode boeuf_la_mode
    tafelspitz
    tartare tatar tartar
    carpaccio
    burger hamburger burg
    cheeseburger cheese_burger chs_burger chz_burger cheeseb
    pulled_pork pulledpork
    hotdog hot_dog
    club_sandwich clubsandwich
    sandwich sandw sw sandwiches
    toastie croque
    croquemonsieur croque_monsieur croque_m croque_mons
    croquemadame croque_madame
    wrap
    kebab döner kebap
    currywurst currywst
    soup suppe soupe zuppa minestra su
    onionsoup zwiebelsuppe soupe_à_l_oignon gratinée_oignon soupe_a_l_oignon onion_soup
    soupoftheday tagessuppe soup_of_the_day suppe_des_tages soupe_du_jour suppe_tag
    broth bouillon brühe brodo
    minestrone minestr
    flaedle flädle flädli frittaten
    caesar cesar cäsar
    nicoise niçoise
    caprese tomate_mozzarella tomaten_mozzarella tomate_mozz tomate_mozza tom_mozz
    mixed gemischt gemischter mixte mista misto mêlée gem mixed_salad mix
    green grün grüner verte vert verde gr grünes
    red rot rotes rouge rosso rossa roter rotes
    white weiss weisser blanc blanche bianco bianca blc
    black schwarz noir nero
    blue blau bleu blu bleue blaue bl
    yellow gelb gelbes jaune giallo
    quattro 4 vier quatre four
    fourseasons quattro_stagioni 4_stagioni vier_jahreszeiten 4_jahreszeiten quatre_saisons 4_saisons four_seasons
    fourcheese quattro_formaggi 4_formaggi vier_käse 4_käse quatre_fromages 4_fromages four_cheese 4_formagi
    margherita margarita_pizza margherite marg
    diavola diavolo diablo
    hawaii hawai hawaiana
    bolognese bolo bolognaise ragù_bolognese
    carbonara carbo
    arrabbiata arrabiata arrab
    amatriciana amatric
    calzone
    bruschetta bruscetta brusch
    antipasto antipasti antip
    vitellotonnato vitello_tonnato vit_tonn vit_tonnato
    saltimbocca saltimb
    ossobuco osso_buco
    fritto frittiert fried frit fritti fritta
    forno ofen four_cuisson ofenfrisch baked gebacken geb
    grilled grill grilliert gegrillt grillé griglia alla_griglia grigliate grigliata vom_grill
    fondue
    halfhalf moitié_moitié moitié-moitié half_half moit-moit moit_moit
    tartiflette tartif
    quiche
    omelette omelett omel frittata
    scrambled rührei rühreier scrambled_eggs œufs_brouillés uova_strapazzate
    friedegg spiegelei spiegeleier fried_egg œuf_au_plat
    eggsbenedict eggs_benedict egg_benedict
    breakfast frühstück petit_déjeuner zmorge colazione frühst bkfst pdj petit_déj brekkie
    buffet
    lunchbox lunchpaket pique-nique picnic pique_nique packed_lunch
    kidsmeal kinderteller menu_enfant menù_bambini kids_menu m_enfant
    kids kinder enfant bambini kid child children
    platter platte planche teller assiette piatto plate tagliere brettl brett ass pl
    cheeseplate käseplatte käseauswahl assiette_de_fromages cheese_plate cheese_board
    springroll frühlingsrolle frühlingsrollen spring_roll spring_rolls rouleaux_de_printemps nem frühl_rolle
    summerroll sommerrolle sommerrollen summer_roll summer_rolls
    gyoza gyosa
    satay sate saté
    skewer spiess spiesse spiesschen brochette spiedino spiessli
    teriyaki teri
    ramen
    udon
    pho phö phở
    padthai pad_thai padthai
    friedrice gebratener_reis gebr_reis fried_rice riz_sauté geb_reis
    friednoodles gebratene_nudeln gebr_nudeln fried_noodles geb_nudeln
    sweetsour süss_sauer süss-sauer sweet_sour aigre-doux sweet_and_sour s_s agrodolce
    crispy knusprig knusprige croustillant crunchy croccante knusp
    spicy scharf piccante piquant épicé pikant
    nigiri
    sashimi
    maki
    sushi
    misosoup miso_soup misosuppe miso_suppe
    bowl
    poke poké
    tempura temp
    bratensalat wurstsalat wurst_salat wurstsal
    brotzeit vesper jause
    kaesespaetzle käsespätzle käsespätzli kässpatzen kässpätzle kasspatzen kässp chäschnöpfli
    macaroni älplermagronen magronen älpler_magronen mac macaroni magr
    flammkuchen tarte_flambée flammk flammekueche
    apfelkuechle apfelküchle apfelküchla apfelkiachl
    kaiserschmarrn kaiserschmarren
    cremebrulee crème_brûlée cr_brulée creme_brulee
    pannacotta panna_cotta p_cotta
    mousseauchocolat mousse_au_chocolat mousse_choc mousse_choco schokomousse
    tartetatin tarte_tatin tatin
    applepie apple_pie tarte_aux_pommes apfelkuchen apfelwähe tarte_pomme apfelkuch
    coupe becher sundae
    coupedanemark coupe_dänemark coupe_danemark dänemark coupe_dk
    icecreamstick eis_am_stiel stieleis
    fishandchips fish_chips fish_n_chips fish_and_chips
    pie
    sausagemash sausage_mash bangers_mash sausage_and_mash
    roastdinner sunday_roast
    nachos
    onionrings onion_rings o-rings zwiebelringe
    coleslaw slaw
    ploughman ploughmans
    meuniere müllerin meunière müllerinart meun
    boulettes fleischpflanzerl frikadelle bulette polpette
    leberkaese leberkäse leberkäs fleischkäse
    leberknoedel leberknödel leberkn
    weisswurst weißwurst weisswürste weisswurstl
    wienersausage wiener_würstchen wienerli
    schaeufele schäufele schäuferla
    rindscarpaccio rindercarpaccio carpaccio_di_manzo
    garlicbread knoblauchbrot pizzabrot_knoblauch garlic_bread
    haricotsverts haricots_verts grüne_bohnen green_beans har_verts
    peppersteak pfeffersteak
  `,
} as const;

/** Words that say how a thing is served or made and seldom tell two targets apart; they weigh little. */
export const DESCRIBING = `
  draft fass fût fut spina keg cask draught pression zapf offen ausschank v_fass vom_fass v_f alla_spina tap fuet
  house haus hausmarke hausgemacht casa maison homemade hausgem della_casa du_chef home
  fresh frisch frais fresco gepresst
  warm chaud caldo hot heiss heiß
  cold kalt froid freddo iced
  small klein kl chli petit piccolo kleine kleiner petite piccola
  large gross gr grosse grosser groß grande grand gd lrg xl
  medium mittel media moyen
  normal norm standard
  portion port porz porzione portions
  jug pichet karaffe krug carafe caraffa kanne
  bag beutel sachet sachets
  side beilage beil contorno garniture beilagen
  extra zusatz zuschlag add supp suppl supplément sup aggiunta mehr
  piece stück stk pcs pièce pezzo pz_stk
  can lattina latt dose canette
  dry trocken sec secco brut
  traditional art_des_hauses fränkisch bayrisch bayr
  raw roh cru crudo
  organic bio
  daily tag jour giorno day
`;

/** Words without a meaning of their own. */
export const LINKING = `
  mit und an auf im in vom von der die das des dem den a au aux à al alla alle allo ai agli con e ed et de du d la le les l
  di del della dello dei delle with and of on the n or oder ou o su da en m w zum zur für for per pour aus sur il lo gli i s avec all
  dell nell un une una ein eine eines y el los las c o/t bitte svp please
`;
