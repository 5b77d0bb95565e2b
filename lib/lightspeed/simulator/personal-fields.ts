/** Whom a till's answers name; nobody of them may reach the product's database. */
export const PERSONAL = {
  staff: 'Waltraud Kellnerin',
  owner: 'Ottokar Oberkellner',
  guest: 'Gustav Gastmann',
  table: 'Stammtisch Gastmann',
  reference: 'room-317-gastmann',
} as const;

/** What live accounts have besides what is sold. */
export const personalFields = (device: number) => ({
  ownerId: 8_000_000 + device,
  ownerName: PERSONAL.owner,
  tableNumber: '17',
  tableName: PERSONAL.table,
  externalReferences: [PERSONAL.reference],
  consumer: { name: PERSONAL.guest, email: 'gustav.gastmann@guests.example' },
});
