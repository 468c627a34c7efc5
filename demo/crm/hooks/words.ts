import type { Delivery, ReplyVerdict } from '../../../src/contract/index.ts';
import type { Language } from '../session.ts';
import type { Refusal } from './verify-call.ts';

/** What the pages of the webhook say. French keeps its no-break spaces. */
export interface HookWords {
  readonly activityLead: string;
  readonly nothingHeard: string;
  readonly heardSoFar: (count: number) => string;
  readonly seeDeliveries: string;
  readonly seeActivity: string;
  readonly mailboxItself: string;
  readonly toldAgain: (times: number) => string;
  readonly gapClosed: string;
  readonly foundInGap: (replies: number) => string;
  readonly correctedTo: (kind: string, was: string) => string;
  readonly takenBack: (kind: string) => string;
  readonly verdicts: Readonly<Record<ReplyVerdict, string>>;
  readonly webhooksLead: string;
  readonly whichDeliveries: string;
  readonly all: string;
  readonly states: Readonly<Record<Delivery['state']['kind'], string>>;
  readonly when: string;
  readonly event: string;
  readonly outcome: string;
  readonly again: string;
  readonly tellAgain: string;
  readonly attempts: (count: number) => string;
  readonly lastAnswer: (status: number) => string;
  readonly nextAt: string;
  readonly older: string;
  readonly noDeliveries: string;
  readonly logUnreachable: string;
  readonly turnedAway: string;
  readonly nobody: string;
  readonly refusals: Readonly<Record<Refusal, string>>;
}

const english: HookWords = {
  activityLead: 'What the service told this CRM through its webhook, by contact.',
  nothingHeard: 'Nothing was told yet: connect a mailbox, then let something come back.',
  heardSoFar: (count) => (count === 1 ? '1 event heard.' : `${count} events heard.`),
  seeDeliveries: 'What the service sent, and what became of it',
  seeActivity: 'What the CRM made of it',
  mailboxItself: 'The mailbox itself',
  toldAgain: (times) => (times === 1 ? 'told once more, noted once' : `told ${times} times more, noted once`),
  gapClosed: 'Reconnected, and everything since was read.',
  foundInGap: (replies) => (replies === 1 ? '1 reply was found for that time.' : `${replies} replies were found for that time.`),
  correctedTo: (kind, was) => `Corrected: ${kind}, it had been judged ${was}`,
  takenBack: (kind) => `Correction taken back: ${kind}`,
  verdicts: {
    reply: 'Reply',
    'possible-reply': 'Possible reply',
    bounce: 'Bounce',
    'delay-notice': 'Delay notice',
    'auto-reply': 'Auto-reply',
    'calendar-answer': 'Calendar answer',
    'read-receipt': 'Read receipt',
    list: 'List mail',
    forward: 'Forward',
    own: 'Own mail',
    other: 'Something else',
  },
  webhooksLead: 'The service’s own log of what it told this CRM at /hooks/gmail, newest first. What the CRM does not confirm is told again by itself, at first after five seconds.',
  whichDeliveries: 'Which deliveries',
  all: 'All',
  states: { waiting: 'Waiting', delivered: 'Delivered', 'given-up': 'Given up' },
  when: 'When',
  event: 'Event',
  outcome: 'What became of it',
  again: 'Again',
  tellAgain: 'Tell again',
  attempts: (count) => (count === 1 ? 'after 1 attempt' : `after ${count} attempts`),
  lastAnswer: (status) => `, last answer ${status}`,
  nextAt: 'next at',
  older: 'Older ones',
  noDeliveries: 'There is nothing of this kind.',
  logUnreachable: 'The service cannot be asked right now. Nothing is lost; this page tries again by itself.',
  turnedAway: 'Calls that were turned away',
  nobody: 'None.',
  refusals: {
    unsigned: 'It carried no signature.',
    stale: 'It was signed for another time.',
    forged: 'The signature was not the service’s.',
  },
};

const french: HookWords = {
  activityLead: 'Ce que le service a dit à ce CRM par son webhook, par contact.',
  nothingHeard: 'Rien n’a encore été dit : connectez une boîte aux lettres, puis faites revenir un message.',
  heardSoFar: (count) => (count === 1 ? '1 événement reçu.' : `${count} événements reçus.`),
  seeDeliveries: 'Ce que le service a envoyé, et ce qu’il en est advenu',
  seeActivity: 'Ce que le CRM en a fait',
  mailboxItself: 'La boîte aux lettres elle-même',
  toldAgain: (times) => (times === 1 ? 'redit une fois, noté une seule fois' : `redit ${times} fois, noté une seule fois`),
  gapClosed: 'Reconnectée, et tout a été relu depuis.',
  foundInGap: (replies) => (replies === 1 ? '1 réponse a été trouvée pour cette période.' : `${replies} réponses ont été trouvées pour cette période.`),
  correctedTo: (kind, was) => `Corrigé\u00a0: ${kind}, le jugement était ${was}`,
  takenBack: (kind) => `Correction annulée\u00a0: ${kind}`,
  verdicts: {
    reply: 'Réponse',
    'possible-reply': 'Réponse possible',
    bounce: 'Rejet',
    'delay-notice': 'Avis de retard',
    'auto-reply': 'Réponse automatique',
    'calendar-answer': 'Réponse d’agenda',
    'read-receipt': 'Accusé de lecture',
    list: 'Liste de diffusion',
    forward: 'Transfert',
    own: 'Propre message',
    other: 'Autre chose',
  },
  webhooksLead: 'Le journal du service : ce qu’il a dit à ce CRM à l’adresse /hooks/gmail, du plus récent au plus ancien. Ce que le CRM ne confirme pas est redit tout seul, d’abord après cinq secondes.',
  whichDeliveries: 'Quels envois',
  all: 'Tous',
  states: { waiting: 'En attente', delivered: 'Remis', 'given-up': 'Abandonné' },
  when: 'Quand',
  event: 'Événement',
  outcome: 'Ce qu’il en est advenu',
  again: 'À nouveau',
  tellAgain: 'Redire',
  attempts: (count) => (count === 1 ? 'après 1 essai' : `après ${count} essais`),
  lastAnswer: (status) => `, dernière réponse ${status}`,
  nextAt: 'prochain à',
  older: 'Plus anciens',
  noDeliveries: 'Il n’y a rien de ce genre.',
  logUnreachable: 'Le service ne répond pas pour l’instant. Rien n’est perdu ; cette page réessaie toute seule.',
  turnedAway: 'Appels refusés',
  nobody: 'Aucun.',
  refusals: {
    unsigned: 'Il ne portait pas de signature.',
    stale: 'Il était signé pour un autre moment.',
    forged: 'La signature n’était pas celle du service.',
  },
};

export const hookWordsIn: Readonly<Record<Language, HookWords>> = { en: english, fr: french };
