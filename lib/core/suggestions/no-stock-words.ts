import { fold } from './fold';

/** How surely a word says that no goods leave the house: 3 alone, 2 together with little else, 1 a hint. */
const WORDS: Record<1 | 2 | 3, string> = {
  3: `
    gutschein geschenkgutschein wertgutschein gutscheine voucher giftcard geschenkkarte wertkarte bon_cadeau carte_cadeau buono_regalo
    buono gift_card gift_voucher gift_certificate certificate geschenkbox_gutschein cadeau regalo
    trinkgeld trinkg pourboire pourb mancia tip tips gratuity tronc
    pfand flaschenpfand becherpfand krugpfand depot depotgebühr deposit consigne cauzione kaution einsatz depotrückgabe
    anzahlung arrhes acompte acconto caparra vorauszahlung
    rabatt remise sconto discount nachlass ermässigung personalrabatt happy_hour promo promotion aktion
    reservierung reservation reserv tischreserv réservation prenotazione booking
    gedeck coperto couvert cover_charge gedeckpreis
    service servicepauschale svc service_charge servizio bedienung servicegebühr
    gebühr fee frais zuschlag_sonntag liefergebühr lieferkosten lieferung delivery zustellung livraison consegna versand versandkosten portokosten
    miete raummiete saalmiete location noleggio rental room_hire raum privatraum private_room nutzung
    korkgeld zapfengeld corkage bouchon droit_de_bouchon diritto_di_tappo tellergeld
    übernachtung nuitée pernottamento kurtaxe citytax city_tax taxe taxe_séjour zimmer chambre camera parkgarage parking parkplatz garage
    minibar_diff late_checkout check-out checkout tagungspauschale pauschale
    storno stornogebühr annullation gutschrift differenz diff rundung auslage auslagen
    personalessen mitarbeiteressen staff_meal staff personal
    spende donation don donazione eintritt entry entrance garderobe ticket entrée_concert
    kurs workshop cours corso kaffeekurs
    offert gratis geschenkt omaggio complimentary freigetränk
    mahngebühr inkasso karte_defekt nachricht message messages info
    wertmarke jeton token gettone
    quiz kegelbahn billard dart karaoke bowling
    telefon tél tel kopie fax wäsche laundry
  `,
  2: `
    gang gänge gang1 gang2 course suite segue away fire abrufen hauptgang vorspeisengang
    saignant bleu_cuisson à_point bien_cuit cuit rosé_cuisson blutig durchgebraten durch englisch medium rare well_done sangue ben_cotta cotta cottura
    mitnehmen take_away takeaway to_go togo asporto à_emporter emporter ausser_haus
    geschnitten zuerst zusammen separat allergie allergy intolleranza laktosefrei glutenfrei gluten_free
    geburtstag birthday anniversaire compleanno
    notiz note hinweis bemerkung kommentar
    toogoodtogo too_good_to_go
    stäbli stäbchen besteck
    scharf spicy piccante épicé
    formule
    vorbestellung catering_pauschale
  `,
  1: `
    rocks eis eiswürfel mild warm kalt dazu extra bitte svp please
    karte card bar cash mitarbeiter bon saal salle sala room
    porto vue ski std stunde stunden hour heure
  `,
};

/** Folded words, and those joined from two, that say "no stock". */
export const NO_STOCK_WORDS: ReadonlyMap<string, number> = new Map(
  ([1, 2, 3] as const).flatMap((weight) =>
    WORDS[weight]
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word): [string, number] => [fold(word).replace(/[_-]/g, ' '), weight]),
  ),
);

/** Without, in four languages: what follows is left out of a dish. */
export const WITHOUT = new Set(['ohne', 'sans', 'senza', 'without', 'no', 'kein', 'keine', 'hold', 'oh']);

/** Groups whose items are seldom goods: how much that says. */
export const NO_STOCK_GROUPS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    misc: 1,
    divers: 1,
    diverses: 1,
    sonstiges: 1,
    sonst: 1,
    varie: 1,
    vari: 1,
    other: 0.7,
    diversi: 1,
    autres: 0.7,
    pfand: 2,
    deposit: 2,
    gutscheine: 2.5,
    vouchers: 2.5,
    hotel: 0.8,
    info: 2,
    infos: 2,
    notiz: 2,
    notizen: 2,
    notes: 2,
    note: 2,
    messages: 2,
    message: 2,
    hinweise: 2,
    hinweis: 2,
    cuisson: 2.5,
    prep: 2,
    course: 2.5,
    courses: 2.5,
    gang: 2.5,
    kommentare: 2,
    rabatte: 2.5,
    discounts: 2.5,
    logis: 2,
  }).map(([word, weight]) => [fold(word), weight]),
);
