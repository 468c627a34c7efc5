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
  /** A group's name, and when to press its rows. */
  readonly groups: Readonly<Record<RowGroup, readonly [name: string, when: string]>>;
  /** The failure's name, and what the product should show then. */
  readonly rows: Readonly<Record<RowName, readonly [name: string, shows: string]>>;
}

const english: PanelWords = {
  title: 'Test panel',
  intro: 'Each row really brings about what it names. Each group says when to press, each row what should then be shown.',
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
    forged: 'Somebody without the secret has called the webhook.',
    'time-passed': 'Sixteen minutes have passed for the CRM, the service and Google. Their clocks stay ahead until the demo is started again.',
    'colleague-connected': 'Your colleague has connected your mailbox. Now connect it yourself. “Everything as usual” disconnects theirs.',
    'colleague-refused': 'Not possible now: is the mailbox connected already? Disconnect it first.',
    arrived: 'It has arrived in the mailbox.',
    'not-connected': 'No mailbox is connected yet: connect yours first.',
    refused: 'The service did not take the mail that this would answer.',
  },
  groups: {
    window: ['Google’s window', 'Turn on before you press OK in the wizard. Only closing needs the window to be open.'],
    answer: ['What Google answers', 'Turn on, press OK, then go through Google’s window to the end.'],
    account: ['Which account', 'With no mailbox connected: press, then connect.'],
    stays: ['Google keeps the window', 'Turn on, press OK, and leave Google’s window where it stops. After a minute the wizard asks what it says.'],
    later: ['After connecting', 'With a mailbox connected: press, then “Check now” on its card.'],
    replies: ['What comes back', 'With a mailbox connected: press. Where nothing was sent to that contact yet, the CRM sends an offer first.'],
    mailbox: ['The mailbox itself', 'With a mailbox connected: turn on, then let something come back, or press “Check again” on the card.'],
    webhook: ['What the CRM is told', 'Watch Activity, and Webhooks under Settings.'],
  },
  rows: {
    'block-window': ['Block Google’s window', 'Says that the browser blocked the window; offers to open it again or to continue in this tab.'],
    'close-window': ['Close Google’s window', 'Asks whether you closed it. Nothing was connected; try again.'],
    'cut-opener': ['Cut the opener (COOP)', 'This page loads anew. The wizard may ask whether you closed the window; then it goes on by itself, because the return page speaks to the CRM’s tab.'],
    'no-return-page': ['No return page', 'This page loads anew, as a tenant of its own with connections of its own. With the opener cut as well, asks for the eight characters from the service’s window.'],
    deny: ['Deny', 'Google did not give permission, nothing was changed; try again.'],
    'withhold-read': ['Leave “read” unticked', 'Sending works, reply tracking is off; choose permissions again.'],
    'no-refresh-token': ['No lasting access', 'Never shown as connected; ask Google once more.'],
    'expired-attempt': ['Expired attempt', 'Press while Google’s window is open: this attempt expired; start again.'],
    'stale-attempt': ['Wrong state', 'The service’s window says that there is nothing to do and reflects nothing; the wizard still waits, and asks after a minute.'],
    'other-account': ['Choose another account', 'Names the account chosen and the one expected; use the right one, or connect the other on purpose.'],
    colleague: ['A colleague has this mailbox', 'This mailbox belongs to another user here; ask an administrator.'],
    'no-gmail': ['No Gmail on the account', 'This Google account has no Gmail; choose another.'],
    administrator: ['Administrator blocks', '“Your administrator must review this app”: a message to copy for the administrator.'],
    'internal-app': ['Internal app', '“Only within its organization”: a message for whoever runs the CRM.'],
    'redirect-uri-mismatch': ['Wrong redirect URI', '“redirect_uri_mismatch”: the message names the address to register.'],
    'in-app-browser': ['In-app browser', '“disallowed_useragent”: open the CRM’s address in a full browser.'],
    'not-verified': ['App not verified', 'Google warns first; “Advanced” leads on, and the mailbox connects.'],
    'test-users-only': ['App in testing', 'Google lets only listed testers on. “Has not completed the verification process”: the message asks to publish it.'],
    revoke: ['Withdraw access at Google', 'Gmail disconnected since when, often why; reconnect.'],
    'seven-days': ['A test app’s seven days end', 'The same card: Google names no cause. Operators read of the seven days in `doctor`.'],
    'session-policy': ['Session policy (invalid_rapt)', 'Reconnect, with the policy named as the cause, and a message for the administrator.'],
    'administrator-withdraws': ['Administrator withdraws access', 'Reconnect, with the administrator named as the cause, and a message for that person.'],
    outage: ['Google answers 503', 'Stays connected: Google is not answering, nothing is lost. After a minute and a reload: slow, retrying, with the time of the last good answer.'],
    'rate-limited': ['Google answers 429 once', 'Stays connected: Google is not answering, nothing is lost. The service lets ten seconds pass before it asks again.'],
    'anna-answers': ['Anna answers', 'A reply, with her own words and without the quotation.'],
    'anna-accepts': ['Anna accepts the meeting', 'A calendar answer: accepted. No reply.'],
    'colleague-answers': ['Anna’s colleague answers', 'A reply by Paul Winter, on the mail to Anna.'],
    'anna-writes-anew': ['Anna starts a new thread', 'A possible reply: her address fits, nothing refers to the offer.'],
    'tomas-is-away': ['Tomás is away', 'An auto-reply in Spanish, with the day he is back.'],
    'jonas-bounces': ['Jonas’ address bounces', 'A hard bounce, 5.1.1, that names the address.'],
    'ines-is-full': ['Ines’ mailbox is full', 'A delay notice: Gmail tries again, nothing has failed.'],
    'filter-reads': ['A filter marks as read', 'Replies are found all the same, and the check-up names the filter.'],
    'filter-archives': ['A filter skips the inbox', 'Replies are found all the same, in the archive.'],
    'filter-deletes': ['A filter deletes', 'Replies are found all the same, in the trash.'],
    'filter-forwards': ['A filter forwards', 'Replies are found all the same; the check-up says that somebody else may answer.'],
    'filter-newsletter': ['A filter deletes one newsletter', 'The check-up knows of it and raises no alarm: it speaks of one sender.'],
    forwarding: ['All email is forwarded and archived', 'The check-up alarms: no reply stays in the inbox, and somebody else may answer.'],
    vacation: ['Gmail answers by itself', 'The check-up says until when contacts get an answer that nobody wrote.'],
    'history-expires': ['Gmail forgets its record of changes', 'Catching up: what came meanwhile is read again, nothing is lost.'],
    'hook-fails': ['The CRM’s webhook fails', 'Turn on, then let something come back: the delivery waits and is tried again. Turned off, the CRM hears everything, in order and once.'],
    'forged-call': ['Somebody forges a call', 'Turned away, and listed so under Webhooks; nothing in Activity.'],
  },
};

const french: PanelWords = {
  title: 'Panneau de test',
  intro: 'Chaque ligne provoque réellement ce qu’elle nomme. Chaque groupe dit quand appuyer, chaque ligne ce qui doit alors s’afficher.',
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
    forged: 'Quelqu’un sans le secret a appelé le webhook.',
    'time-passed': 'Seize minutes ont passé pour le CRM, le service et Google. Leurs horloges restent en avance jusqu’au prochain démarrage de la démonstration.',
    'colleague-connected': 'Votre collègue a connecté votre boîte aux lettres. Connectez-la maintenant vous-même. « Tout remettre en ordre » défait cette connexion.',
    'colleague-refused': 'Impossible pour l’instant : la boîte aux lettres est-elle déjà connectée ? Déconnectez-la d’abord.',
    arrived: 'Le message est arrivé dans la boîte aux lettres.',
    'not-connected': 'Aucune boîte aux lettres n’est connectée : connectez d’abord la vôtre.',
    refused: 'Le service n’a pas accepté le message auquel celui-ci répondrait.',
  },
  groups: {
    window: ['La fenêtre de Google', 'À activer avant OK dans l’assistant. Seule la fermeture demande une fenêtre ouverte.'],
    answer: ['La réponse de Google', 'À activer, puis OK ; parcourez ensuite la fenêtre de Google jusqu’au bout.'],
    account: ['Le compte', 'Sans boîte aux lettres connectée : appuyez, puis connectez.'],
    stays: ['Google garde la fenêtre', 'À activer, puis OK ; laissez la fenêtre de Google là où elle s’arrête. Après une minute, l’assistant demande ce qu’elle dit.'],
    later: ['Après la connexion', 'Avec une boîte aux lettres connectée : appuyez, puis « Vérifier maintenant » sur sa carte.'],
    replies: ['Ce qui revient', 'Avec une boîte aux lettres connectée : appuyez. Si rien n’a encore été envoyé à ce contact, le CRM envoie d’abord une offre.'],
    mailbox: ['La boîte aux lettres', 'Avec une boîte aux lettres connectée : activez, puis faites revenir un message, ou appuyez sur « Vérifier à nouveau » sur la carte.'],
    webhook: ['Ce que le CRM apprend', 'Regardez Activité, et Webhooks dans les paramètres.'],
  },
  rows: {
    'block-window': ['Bloquer la fenêtre de Google', 'Dit que le navigateur a bloqué la fenêtre ; propose de la rouvrir ou de continuer dans cet onglet.'],
    'close-window': ['Fermer la fenêtre de Google', 'Demande si vous l’avez fermée. Aucune connexion n’a été faite ; réessayer.'],
    'cut-opener': ['Couper le lien (COOP)', 'Cette page se recharge. L’assistant demande peut-être si vous avez fermé la fenêtre ; puis il continue tout seul, car la page d’arrivée parle à l’onglet du CRM.'],
    'no-return-page': ['Sans page d’arrivée', 'Cette page se recharge, comme un autre client du service, avec ses propres connexions. Avec le lien coupé aussi, demande les huit caractères affichés dans la fenêtre du service.'],
    deny: ['Refuser', 'Autorisation refusée, rien n’a changé ; réessayer.'],
    'withhold-read': ['Ne pas cocher « lire »', 'L’envoi fonctionne, le suivi des réponses est désactivé ; choisir à nouveau les autorisations.'],
    'no-refresh-token': ['Pas d’accès durable', 'Jamais affiché comme connecté ; redemander à Google.'],
    'expired-attempt': ['Tentative expirée', 'À lancer quand la fenêtre de Google est ouverte : cette tentative a expiré ; recommencer.'],
    'stale-attempt': ['État erroné', 'La fenêtre du service dit qu’il n’y a rien à faire et ne reprend rien ; l’assistant attend encore et pose la question après une minute.'],
    'other-account': ['Choisir un autre compte', 'Nomme le compte choisi et celui qui était attendu ; prendre le bon, ou connecter l’autre exprès.'],
    colleague: ['Boîte d’un collègue', 'Cette boîte aux lettres appartient à un autre utilisateur ; demander à un administrateur.'],
    'no-gmail': ['Compte sans Gmail', 'Ce compte Google n’a pas Gmail ; en choisir un autre.'],
    administrator: ['Blocage par l’administrateur', '« L’administrateur doit examiner cette application » : un message à copier pour l’administrateur.'],
    'internal-app': ['Application interne', '« Que dans son organisation » : un message pour les responsables du CRM.'],
    'redirect-uri-mismatch': ['URI de redirection erronée', '« redirect_uri_mismatch » : le message nomme l’adresse à enregistrer.'],
    'in-app-browser': ['Navigateur intégré', '« disallowed_useragent » : ouvrir l’adresse du CRM dans un vrai navigateur.'],
    'not-verified': ['Application non validée', 'Google avertit d’abord ; « Paramètres avancés » permet de continuer, et la connexion se fait.'],
    'test-users-only': ['Application en test', 'Google n’admet que les testeurs inscrits. « N’a pas terminé la procédure de validation » : le message demande de la publier.'],
    revoke: ['Retirer l’accès chez Google', 'Gmail déconnecté, depuis quand et souvent pourquoi ; reconnecter.'],
    'seven-days': ['Fin des sept jours d’une application en test', 'La même carte : Google ne dit pas pourquoi. Les exploitants lisent ces sept jours dans `doctor`.'],
    'session-policy': ['Règle de session (invalid_rapt)', 'Reconnecter, avec la règle comme cause et un message pour l’administrateur.'],
    'administrator-withdraws': ['L’administrateur retire l’accès', 'Reconnecter, avec l’administrateur comme cause et un message pour lui.'],
    outage: ['Google répond 503', 'Reste connecté : Google ne répond pas, rien n’est perdu. Après une minute et un rechargement : lent, nouvel essai, avec l’heure de la dernière bonne réponse.'],
    'rate-limited': ['Google répond 429 une fois', 'Reste connecté : Google ne répond pas, rien n’est perdu. Le service laisse passer dix secondes avant de redemander.'],
    'anna-answers': ['Anna répond', 'Une réponse, avec ses propres mots et sans la citation.'],
    'anna-accepts': ['Anna accepte le rendez-vous', 'Une réponse d’agenda : accepté. Pas une réponse.'],
    'colleague-answers': ['Un collègue d’Anna répond', 'Une réponse de Paul Winter, au message envoyé à Anna.'],
    'anna-writes-anew': ['Anna ouvre une autre conversation', 'Une réponse possible : l’adresse correspond, rien ne renvoie à l’offre.'],
    'tomas-is-away': ['Tomás est absent', 'Une réponse automatique en espagnol, avec le jour de son retour.'],
    'jonas-bounces': ['L’adresse de Jonas est refusée', 'Un rejet définitif, 5.1.1, qui nomme l’adresse.'],
    'ines-is-full': ['La boîte d’Ines est pleine', 'Un avis de retard : Gmail réessaie, rien n’a échoué.'],
    'filter-reads': ['Un filtre marque comme lu', 'Les réponses sont trouvées malgré tout, et le contrôle nomme le filtre.'],
    'filter-archives': ['Un filtre évite la boîte de réception', 'Les réponses sont trouvées malgré tout, dans les archives.'],
    'filter-deletes': ['Un filtre supprime', 'Les réponses sont trouvées malgré tout, dans la corbeille.'],
    'filter-forwards': ['Un filtre transfère', 'Les réponses sont trouvées malgré tout ; le contrôle dit que quelqu’un d’autre peut répondre.'],
    'filter-newsletter': ['Un filtre supprime une lettre d’information', 'Le contrôle le connaît sans donner l’alerte : il ne vise qu’un expéditeur.'],
    forwarding: ['Tout est transféré et archivé', 'Le contrôle donne l’alerte : aucune réponse ne reste dans la boîte de réception, et quelqu’un d’autre peut répondre.'],
    vacation: ['Gmail répond tout seul', 'Le contrôle dit jusqu’à quand les contacts reçoivent une réponse que personne n’a écrite.'],
    'history-expires': ['Gmail oublie son journal', 'Rattrapage : ce qui est arrivé entre-temps est relu, rien n’est perdu.'],
    'hook-fails': ['Le webhook du CRM échoue', 'À activer, puis faites revenir un message : l’envoi attend et est réessayé. Une fois désactivé, le CRM apprend tout, dans l’ordre et une seule fois.'],
    'forged-call': ['Quelqu’un contrefait un appel', 'Refusé, et noté ainsi sous Webhooks ; rien dans Activité.'],
  },
};

export const panelWords: Readonly<Record<Language, PanelWords>> = { en: english, fr: french };
