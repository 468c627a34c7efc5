/** The CRM's customers, and one colleague of theirs: invented people at addresses that nobody can have. */
export interface Contact {
  readonly name: string;
  readonly company: string;
  readonly email: string;
}

export const contacts = {
  anna: { name: 'Anna Berg', company: 'Globex', email: 'anna.berg@globex.example' },
  tomas: { name: 'Tomás Rivas', company: 'Initech', email: 'tomas@initech.example' },
  ines: { name: 'Ines Laurent', company: 'Umbra Studio', email: 'ines@umbra.example' },
  jonas: { name: 'Jonas Feld', company: 'Feld & Sons', email: 'jonas@feld.example' },
  noor: { name: 'Noor Haddad', company: 'Quillon', email: 'noor@quillon.example' },
  pia: { name: 'Pia Castellano', company: 'Verdant Foods', email: 'pia@verdant.example' },
} as const satisfies Record<string, Contact>;

export const paul: Contact = { name: 'Paul Winter', company: 'Globex', email: 'paul.winter@globex.example' };

export const addressOf = ({ name, email }: Contact): string => `${name} <${email}>`;
