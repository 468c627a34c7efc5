import type { BlockReason, OutgoingState } from '../../../src/contract/index.ts';
import type { Language } from '../session.ts';

/** What the page of the campaign says. French keeps its no-break spaces. */
export interface CampaignWords {
  readonly title: string;
  readonly lead: (people: number) => string;
  readonly beforehand: string;
  readonly day: (mails: number, day: string, from: string, until: string) => string;
  readonly atBest: string;
  readonly leftOut: (people: number) => string;
  readonly noAddress: string;
  readonly lackFirstName: (people: number) => string;
  readonly fieldsEmpty: (fields: string) => string;
  readonly blocked: Readonly<Record<BlockReason['code'], string>>;
  readonly send: (mails: number) => string;
  readonly connectFirst: string;
  readonly notKnown: string;
  readonly afterwards: string;
  readonly sum: (total: number) => string;
  readonly counts: Readonly<Record<'sent' | 'waiting' | 'blocked' | 'failed', string>>;
  readonly lastLeaves: string;
  readonly allLeft: string;
  readonly states: Readonly<Record<OutgoingState['kind'], string>>;
  readonly why: string;
  readonly notSent: string;
  readonly seeSending: string;
  readonly anotherOne: string;
  readonly cancelled: string;
  readonly failed: string;
  readonly asksYou: string;
}

const english: CampaignWords = {
  title: 'Spring prices',
  lead: (people) => `One email to each of ${people} people, with their own company in it. They do not see each other, and everybody can unsubscribe.`,
  beforehand: 'Before you send',
  day: (mails, day, from, until) => `${mails} ${mails === 1 ? 'email' : 'emails'} ${day}, ${from} to ${until}`,
  atBest: 'Under the most generous plan that the mailbox may have:',
  leftOut: (people) => (people === 1 ? '1 person gets none:' : `${people} people get none:`),
  noAddress: 'not an email address',
  lackFirstName: (people) => (people === 1 ? '1 recipient lacks First name, and gets none until it is filled in:' : `${people} recipients lack First name, and get none until it is filled in:`),
  fieldsEmpty: (fields) => `lacks ${fields}`,
  blocked: { unsubscribed: 'has unsubscribed', bounced: 'the address bounced', 'blocked-address': 'is blocked', 'blocked-domain': 'the domain is blocked' },
  send: (mails) => `Send ${mails} emails`,
  connectFirst: 'Sequences leave from your own mailbox.',
  notKnown: 'When they would leave cannot be told right now: the service does not answer. This page tries again by itself.',
  afterwards: 'What became of them',
  sum: (total) => `of ${total} emails`,
  counts: { sent: 'sent', waiting: 'waiting', blocked: 'blocked', failed: 'failed' },
  lastLeaves: 'The last one leaves at about',
  allLeft: 'Nothing waits any more.',
  states: { waiting: 'Waiting', sending: 'Leaving', checking: 'Checking with Gmail', sent: 'Sent', held: 'Held', blocked: 'Blocked', cancelled: 'Cancelled', failed: 'Failed' },
  why: 'Why',
  notSent: 'Those that were not sent, or ask you',
  seeSending: 'See every email',
  anotherOne: 'Begin another one',
  cancelled: 'was cancelled',
  failed: 'could not be sent',
  asksYou: 'asks what to do',
};

const french: CampaignWords = {
  title: 'Tarifs de printemps',
  lead: (people) => `Un e-mail à chacune des ${people} personnes, avec le nom de son entreprise. Elles ne se voient pas, et chacune peut se désabonner.`,
  beforehand: 'Avant d’envoyer',
  day: (mails, day, from, until) => `${mails} ${mails === 1 ? 'e-mail' : 'e-mails'} ${day}, de ${from} à ${until}`,
  atBest: 'Avec la formule la plus large que la boîte aux lettres puisse avoir\u00a0:',
  leftOut: (people) => (people === 1 ? '1 personne n’en reçoit pas\u00a0:' : `${people} personnes n’en reçoivent pas\u00a0:`),
  noAddress: 'ce n’est pas une adresse',
  lackFirstName: (people) => (people === 1 ? 'Il manque le prénom d’un destinataire, qui ne reçoit rien tant qu’il n’est pas rempli\u00a0:' : `Il manque le prénom de ${people} destinataires, qui ne reçoivent rien tant qu’il n’est pas rempli\u00a0:`),
  fieldsEmpty: () => 'le prénom est vide',
  blocked: { unsubscribed: 's’est désabonnée', bounced: 'l’adresse a été refusée', 'blocked-address': 'est bloquée', 'blocked-domain': 'le domaine est bloqué' },
  send: (mails) => `Envoyer ${mails} e-mails`,
  connectFirst: 'Les séquences partent de votre propre boîte aux lettres.',
  notKnown: 'Impossible de dire maintenant quand ils partiraient\u00a0: le service ne répond pas. Cette page réessaie toute seule.',
  afterwards: 'Ce qu’ils sont devenus',
  sum: (total) => `sur ${total} e-mails`,
  counts: { sent: 'envoyés', waiting: 'en attente', blocked: 'bloqués', failed: 'en échec' },
  lastLeaves: 'Le dernier part vers',
  allLeft: 'Plus rien n’attend.',
  states: { waiting: 'En attente', sending: 'En partance', checking: 'Vérification auprès de Gmail', sent: 'Envoyé', held: 'Retenu', blocked: 'Bloqué', cancelled: 'Annulé', failed: 'Échec' },
  why: 'Pourquoi',
  notSent: 'Ceux qui ne sont pas partis, ou qui vous interrogent',
  seeSending: 'Voir chaque e-mail',
  anotherOne: 'En commencer une autre',
  cancelled: 'a été annulé',
  failed: 'n’a pas pu être envoyé',
  asksYou: 'demande que faire',
};

export const campaignWordsIn: Readonly<Record<Language, CampaignWords>> = { en: english, fr: french };
