import { contacts, type Contact } from '../../personas/contacts.ts';

const firstNames = ['Amina', 'Bastien', 'Clara', 'Dario', 'Elif', 'Felix', 'Greta', 'Henrik', 'Imani', 'Joana', 'Kenji', 'Lucía', 'Marek', 'Nadia', 'Oskar', 'Priya', 'Quentin', 'Rosa'];
const lastNames = ['Adler', 'Bianchi', 'Costa', 'Dubois', 'Eriksen', 'Fontaine', 'Garnier', 'Holm', 'Ivanova', 'Janssen'];
const companies = ['Almond & Rye', 'Bluewater', 'Cedar Works', 'Delft Optics', 'Eastgate', 'Fjord Supply', 'Granite Labs', 'Harbour Nine', 'Inkwell'];

const plain = (name: string): string => name.normalize('NFD').replaceAll(/\P{ASCII}/gu, '').toLowerCase();
const domainOf = (company: string): string => `${plain(company).replaceAll(/[^a-z]+/g, '-')}.example`;

const invented: readonly Contact[] = firstNames.flatMap((first, row) =>
  lastNames.map((last, column): Contact => {
    const company = companies[(row + column) % companies.length] ?? '';
    return { name: `${first} ${last}`, company, email: `${plain(first)}.${plain(last)}@${domainOf(company)}` };
  }),
);

/** Somebody typed it so, and no program can guess what was meant. */
const mistyped: Contact = { name: 'Sven Torp', company: 'Torp Marine', email: 'sven.torp@torp marine' };

/** Whoever typed these in knew nobody there. */
const nameless: readonly Contact[] = [
  { name: '', company: 'Fjord Supply', email: 'orders@fjord-supply.example' },
  { name: '', company: 'Inkwell', email: 'office@inkwell.example' },
];

/** 180 people: four who are known here, among them one who is away and one who does not want to be written to; one address that is none; two without a name. */
export const campaignPeople: readonly Contact[] = [contacts.noor, contacts.tomas, contacts.pia, contacts.jonas, mistyped, ...nameless, ...invented.slice(0, 173)];
