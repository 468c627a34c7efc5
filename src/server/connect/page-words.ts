import type { PageLanguage } from '../pages/page-language.ts';

/** What a person reads on the finish page and on the neutral page. */
export interface PageWords {
  readonly neutralTitle: string;
  readonly neutralText: string;
  readonly title: string;
  readonly working: string;
  readonly noScript: string;
  readonly showCode: string;
  readonly byHandTitle: string;
  readonly byHandIntro: (product: string) => string;
  readonly warning: string;
  readonly forUser: string;
  readonly mailbox: string;
  readonly anyMailbox: string;
  readonly inProduct: string;
  readonly doneTitle: string;
  readonly close: string;
  readonly endedTitle: Readonly<Record<'denied' | 'expired' | 'failed', string>>;
  readonly endedText: Readonly<Record<'denied' | 'expired' | 'failed', string>>;
}

export const pageWords: Readonly<Record<PageLanguage, PageWords>> = {
  en: {
    neutralTitle: 'Nothing to do here',
    neutralText: 'This page belongs to an attempt that has ended or was begun in another window. Go back to the tab where you began and start again there.',
    title: 'Connecting Gmail',
    working: 'Google has answered. Going back to where you began…',
    noScript: 'Scripts are switched off for this page, so it cannot go back by itself.',
    showCode: 'Show a code to type instead',
    byHandTitle: 'One more step: type this code',
    byHandIntro: (product) => `Go back to the ${product} tab where you began and type these eight characters:`,
    warning: 'Type it only into the CRM tab where you began; nobody will ever ask you for it.',
    forUser: 'CRM user',
    mailbox: 'Mailbox expected',
    anyMailbox: 'the one you chose at Google',
    inProduct: 'Connecting to',
    doneTitle: 'Done here',
    close: 'You can close this window.',
    endedTitle: {
      denied: 'Google did not give permission',
      expired: 'This attempt expired',
      failed: 'The connection was not made',
    },
    endedText: {
      denied: 'Nothing was changed. Go back to the tab where you began; you can try again there.',
      expired: 'Nothing was changed. Go back to the tab where you began and start again.',
      failed: 'Nothing was changed. The tab where you began says what happened.',
    },
  },
  fr: {
    neutralTitle: 'Rien à faire ici',
    neutralText: 'Cette page appartient à une tentative terminée ou commencée dans une autre fenêtre. Revenez à l’onglet de départ et recommencez depuis là.',
    title: 'Connexion de Gmail',
    working: 'Google a répondu. Retour à votre point de départ…',
    noScript: 'Les scripts sont désactivés pour cette page : elle ne peut pas revenir d’elle-même.',
    showCode: 'Afficher plutôt un code à saisir',
    byHandTitle: 'Encore une étape : saisissez ce code',
    byHandIntro: (product) => `Revenez à l’onglet ${product} où vous avez commencé et saisissez ces huit caractères\u00a0:`,
    warning: 'Saisissez-le uniquement dans l’onglet CRM où vous avez commencé ; personne ne vous le demandera jamais.',
    forUser: 'Utilisateur du CRM',
    mailbox: 'Boîte attendue',
    anyMailbox: 'celle choisie chez Google',
    inProduct: 'Connexion à',
    doneTitle: 'C’est fait ici',
    close: 'Vous pouvez fermer cette fenêtre.',
    endedTitle: {
      denied: 'Autorisation refusée chez Google',
      expired: 'Cette tentative a expiré',
      failed: 'La connexion n’a pas été faite',
    },
    endedText: {
      denied: 'Rien n’a changé. Revenez à l’onglet de départ ; vous pourrez y réessayer.',
      expired: 'Rien n’a changé. Revenez à l’onglet de départ et recommencez.',
      failed: 'Rien n’a changé. L’onglet de départ dit ce qui s’est passé.',
    },
  },
};
