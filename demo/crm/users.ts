/** People of the demo's one customer. There is no sign-in: the gear menu switches between them. */
export interface CrmUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly initials: string;
  readonly org: string;
}

const lea: CrmUser = { id: 'lea', name: 'Léa Moreau', email: 'lea@northpeak.example', initials: 'LM', org: 'northpeak' };
const hugo: CrmUser = { id: 'hugo', name: 'Hugo Stern', email: 'hugo@northpeak.example', initials: 'HS', org: 'northpeak' };

export const crmUsers: readonly [CrmUser, ...CrmUser[]] = [lea, hugo];

export const userById = (id: string | undefined): CrmUser | undefined => crmUsers.find((user) => user.id === id);
