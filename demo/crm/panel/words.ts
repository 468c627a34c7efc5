import type { Language } from '../session.ts';
import type { Notice, RowGroup, RowName } from './rows.ts';

export interface PanelWords {
  readonly title: string;
  readonly intro: string;
  readonly doIt: string;
  readonly on: string;
  readonly off: string;
  readonly reset: string;
  readonly heard: string;
  readonly nothingHeard: string;
  readonly failed: string;
  readonly noWindow: string;
  readonly windowClosed: string;
  readonly notices: Readonly<Record<Notice, string>>;
  readonly groups: Readonly<Record<RowGroup, string>>;
  /** The failure's name, and what the product should show then. */
  readonly rows: Readonly<Record<RowName, readonly [name: string, shows: string]>>;
}

const english: PanelWords = {
  title: 'Test panel',
  intro: 'Each row really brings a failure about. Under it stands what the wizard should then show.',
  doIt: 'Do it',
  on: 'On',
  off: 'Off',
  reset: 'Everything as usual',
  heard: 'Events the page heard',
  nothingHeard: 'None yet.',
  failed: 'That did not work: the demo’s own server did not answer.',
  noWindow: 'No window of Google is open.',
  windowClosed: 'Google’s window is closed.',
  notices: {
    done: 'Done.',
    'time-passed': 'Sixteen minutes have passed for the CRM, the service and Google.',
    'colleague-connected': 'Your colleague has connected your mailbox. Now connect it yourself. “Everything as usual” disconnects theirs.',
    'colleague-refused': 'Not possible now: is the mailbox connected already? Disconnect it first.',
  },
  groups: {
    window: 'Google’s window',
    answer: 'What Google answers',
    account: 'Which account',
    stays: 'Google keeps the window',
    later: 'After connecting',
  },
  rows: {
    'block-window': ['Block Google’s window', 'Says that the browser blocked the window; offers to open it again or to continue in this tab.'],
    'close-window': ['Close Google’s window', 'Asks whether you closed it. Nothing was connected; try again.'],
    'cut-opener': ['Cut the opener (COOP)', 'Goes on by itself: the return page speaks to the CRM’s tab.'],
    'no-return-page': ['No return page', 'With the opener cut as well, asks for the eight characters from the service’s window.'],
    deny: ['Deny', 'Google did not give permission, nothing was changed; try again.'],
    'withhold-read': ['Leave “read” unticked', 'Sending works, reply tracking is off; choose permissions again.'],
    'no-refresh-token': ['No lasting access', 'Never shown as connected; ask Google once more.'],
    'expired-attempt': ['Expired attempt', 'With Google’s window open: this attempt expired; start again.'],
    'stale-attempt': ['Wrong state', 'The service’s window says that there is nothing to do and reflects nothing; the wizard still waits, and asks after a minute.'],
    'other-account': ['Choose another account', 'Names the account chosen and the one expected; use the right one, or connect the other on purpose.'],
    colleague: ['A colleague has this mailbox', 'This mailbox belongs to another user here; ask an administrator.'],
    'no-gmail': ['No Gmail on the account', 'This Google account has no Gmail; choose another.'],
    administrator: ['Administrator blocks', 'Google’s window stays. After a minute the wizard asks what it says, and offers a message for the administrator.'],
    'internal-app': ['Internal app', 'The same question; the app is for another organization.'],
    'redirect-uri-mismatch': ['Wrong redirect URI', 'The same question; the message goes to whoever runs the service.'],
    'in-app-browser': ['In-app browser', 'The same question; open the CRM in a full browser.'],
    'not-verified': ['App not verified', 'Google warns first; “Advanced” leads on.'],
    'test-users-only': ['App in testing', 'Google’s window stays. Publish the app: accesses of a test app end after 7 days.'],
    revoke: ['Withdraw access at Google', 'At the next check: Gmail disconnected since when, often why; reconnect.'],
    'session-policy': ['Session policy (invalid_rapt)', 'At the next check: reconnect, with the policy named as the cause.'],
    'administrator-withdraws': ['Administrator withdraws access', 'At the next check: reconnect, with the administrator named as the cause.'],
    outage: ['Google answers 503', 'Stays connected. After a while: slow, retrying, with the time of the last check.'],
    'rate-limited': ['Google answers 429 once', 'Stays connected. A check says that Google did not answer and that nothing is lost.'],
  },
};

const french: PanelWords = {
  title: 'Panneau de test',
  intro: 'Chaque ligne provoque réellement une panne. En dessous : ce que l’assistant doit alors afficher.',
  doIt: 'Lancer',
  on: 'Actif',
  off: 'Inactif',
  reset: 'Tout remettre en ordre',
  heard: 'Événements reçus par la page',
  nothingHeard: 'Aucun pour l’instant.',
  failed: 'Échec : le serveur de la démonstration n’a pas répondu.',
  noWindow: 'Aucune fenêtre de Google n’est ouverte.',
  windowClosed: 'La fenêtre de Google est fermée.',
  notices: {
    done: 'C’est fait.',
    'time-passed': 'Seize minutes ont passé pour le CRM, le service et Google.',
    'colleague-connected': 'Votre collègue a connecté votre boîte aux lettres. Connectez-la maintenant vous-même. « Tout remettre en ordre » défait cette connexion.',
    'colleague-refused': 'Impossible pour l’instant : la boîte aux lettres est-elle déjà connectée ? Déconnectez-la d’abord.',
  },
  groups: {
    window: 'La fenêtre de Google',
    answer: 'La réponse de Google',
    account: 'Le compte',
    stays: 'Google garde la fenêtre',
    later: 'Après la connexion',
  },
  rows: {
    'block-window': ['Bloquer la fenêtre de Google', 'Dit que le navigateur a bloqué la fenêtre ; propose de la rouvrir ou de continuer dans cet onglet.'],
    'close-window': ['Fermer la fenêtre de Google', 'Demande si vous l’avez fermée. Aucune connexion n’a été faite ; réessayer.'],
    'cut-opener': ['Couper le lien (COOP)', 'Continue tout seul : la page d’arrivée parle à l’onglet du CRM.'],
    'no-return-page': ['Sans page d’arrivée', 'Avec le lien coupé aussi, demande les huit caractères affichés dans la fenêtre du service.'],
    deny: ['Refuser', 'Autorisation refusée, rien n’a changé ; réessayer.'],
    'withhold-read': ['Ne pas cocher « lire »', 'L’envoi fonctionne, le suivi des réponses est désactivé ; choisir à nouveau les autorisations.'],
    'no-refresh-token': ['Pas d’accès durable', 'Jamais affiché comme connecté ; redemander à Google.'],
    'expired-attempt': ['Tentative expirée', 'La fenêtre de Google étant ouverte : cette tentative a expiré ; recommencer.'],
    'stale-attempt': ['État erroné', 'La fenêtre du service dit qu’il n’y a rien à faire et ne reprend rien ; l’assistant attend encore et pose la question après une minute.'],
    'other-account': ['Choisir un autre compte', 'Nomme le compte choisi et celui qui était attendu ; prendre le bon, ou connecter l’autre exprès.'],
    colleague: ['Boîte d’un collègue', 'Cette boîte aux lettres appartient à un autre utilisateur ; demander à un administrateur.'],
    'no-gmail': ['Compte sans Gmail', 'Ce compte Google n’a pas Gmail ; en choisir un autre.'],
    administrator: ['Blocage par l’administrateur', 'La fenêtre de Google reste. Après une minute, l’assistant demande ce qu’elle dit et propose un message pour l’administrateur.'],
    'internal-app': ['Application interne', 'La même question ; l’application est réservée à une autre organisation.'],
    'redirect-uri-mismatch': ['URI de redirection erronée', 'La même question ; le message va à qui exploite le service.'],
    'in-app-browser': ['Navigateur intégré', 'La même question ; ouvrir le CRM dans un vrai navigateur.'],
    'not-verified': ['Application non validée', 'Google avertit d’abord ; « Paramètres avancés » permet de continuer.'],
    'test-users-only': ['Application en test', 'La fenêtre de Google reste. Publier l’application : les accès d’une application en test prennent fin après 7 jours.'],
    revoke: ['Retirer l’accès chez Google', 'Au prochain contrôle : Gmail déconnecté, depuis quand et souvent pourquoi ; reconnecter.'],
    'session-policy': ['Règle de session (invalid_rapt)', 'Au prochain contrôle : reconnecter, avec la règle comme cause.'],
    'administrator-withdraws': ['L’administrateur retire l’accès', 'Au prochain contrôle : reconnecter, avec l’administrateur comme cause.'],
    outage: ['Google répond 503', 'Reste connecté. Après un moment : lent, nouvel essai, avec l’heure du dernier contrôle.'],
    'rate-limited': ['Google répond 429 une fois', 'Reste connecté. Un contrôle dit que Google n’a pas répondu et que rien n’est perdu.'],
  },
};

export const panelWords: Readonly<Record<Language, PanelWords>> = { en: english, fr: french };
