import type { StateName } from './states.ts';

const trust = 'Your password is typed at Google only. You can disconnect at any time.';

/** The sheet of a step: its words, then the bar with its actions, where it has any. */
const step = (words: readonly string[], ...actions: readonly string[]): readonly string[] => [
  'Connect to Gmail',
  ...words,
  ...(actions.length > 0 ? [trust, ...actions] : []),
];

const card = (chip: string, ...words: readonly string[]): readonly string[] => [
  'lea@northpeak.example',
  'Léa Moreau · connected since March d',
  chip,
  ...words,
];

const getStarted = [
  'Use your Gmail in Larkspur CRM',
  'Connecting to Gmail gives you reply tracking, the Gmail delivery channel, scheduled emails and sending within the rules.',
  'Reply tracking',
  'Delivery channel',
  'Scheduled emails',
  'Sending within the rules',
  'Filters that mark emails as read can disturb reply tracking',
  'We recommend turning such filters off while you use reply tracking. How filters work',
  'Gmail applies its own sending limits. Learn more',
  'The mail service keeps scheduled emails until they leave; they are not in Gmail’s own “Scheduled” folder.',
];
const permissions = [
  'Send email on your behalf',
  'for the Gmail delivery channel and scheduled emails',
  'Granted',
  'Read your email',
  'for reply tracking',
  'Granted',
];
const preview = [
  'Send email on your behalf',
  'for the Gmail delivery channel and scheduled emails',
  'Read your email',
  'for reply tracking',
];
const checked = ['Confirmed by Google: h:mm', 'Check now'];
const standing = [...permissions, 'You can use this connection to track emails and as a delivery channel.', 'Disconnect'];
const passOn = ['Cancel', 'Keep waiting', 'Copy'];
const retry = ['Not now', 'Try again'];

/** Every word of every state, as it stands in the page, read from top to bottom. */
export const whatAPersonReads = {
  loading: [],
  'step 1': step(['Open your settings', 'Your email connection is behind the gear.', 'Settings']),
  'step 2': step(['Open Email Settings', 'You find it under My Account.', 'Email Settings']),
  'step 3': step(['Open the Email Connection tab', 'Email Connection', 'No mailbox is connected yet.']),
  'step 4': step(getStarted, 'Get Started'),
  'step 5': step(['How do you send emails?', 'I use Gmail to send emails', 'Gmail, Google Workspace'], 'Back', 'Next'),
  'step 5 with Outlook': step(
    [
      'How do you send emails?',
      'I use Gmail to send emails',
      'Gmail, Google Workspace',
      'I use Outlook to send emails',
      'Outlook, Microsoft 365',
      'Larkspur CRM connects Outlook itself.',
    ],
    'Back',
    'Next',
  ),
  'step 6': step(
    [
      'What Google will ask',
      'Leave the boxes ticked. If Google shows them empty, tick them.',
      ...preview,
      'Google’s window opens when you press OK.',
    ],
    'Back',
    'OK',
  ),
  'step 6, preparing': step(
    [
      'What Google will ask',
      'Leave the boxes ticked. If Google shows them empty, tick them.',
      ...preview,
      'Getting ready. OK works in a moment.',
    ],
    'Back',
    'OK',
  ),
  'step 6, service away': step(
    ['You are offline, or the mail service cannot be reached', 'Nothing is lost. Try again in a moment.'],
    'Back',
    'Try again',
  ),
  'window blocked': step(
    [
      'Your browser blocked Google’s window',
      'Nothing is lost. Open it again, or go to Google in this tab and come straight back here.',
    ],
    'Cancel',
    'Continue in this tab',
    'Open again',
  ),
  'window blocked, no return page': step(
    [
      'Your browser blocked Google’s window',
      'Nothing is lost. Allow windows for this page in the address bar, then open it again.',
    ],
    'Cancel',
    'Open again',
  ),
  'steps 7 to 9': step(
    [
      'Continue in Google’s window',
      '7',
      'Choose lea@northpeak.example, or enter this address',
      '8',
      'Enter your password (at Google only)',
      '9',
      'Press Allow (today often Continue)',
      'This page moves on by itself when Google answers.',
      'Open the window again',
      'Continue in this tab',
    ],
    'Cancel',
    'Show Google’s window',
  ),
  'window closed?': step(
    ['Did you close Google’s window?', 'This page cannot see it. Nothing was changed.'],
    'Yes, I closed it',
    'No, it is still open',
  ),
  'code by hand': step(
    [
      'Type the code from the other window',
      'It shows eight characters, which prove that both windows are yours.',
      'Code from the other window',
      'Tries left: 3, until h:mm',
    ],
    'Cancel',
    'Connect',
  ),
  'code was wrong': step(
    [
      'Type the code from the other window',
      'It shows eight characters, which prove that both windows are yours.',
      'Code from the other window',
      'That code was not right.',
      'Tries left: 1, until h:mm',
    ],
    'Cancel',
    'Connect',
  ),
  'what Google says': step(
    [
      'What does Google’s window say?',
      'Nothing has come back for a minute. Some answers stay in Google’s window.',
      'Still choosing, or typing the password',
      '“Your administrator must review this app”',
      '“This app can only be used within its organization”',
      '“… has not completed the Google verification process”',
      '“Google hasn’t verified this app”',
      '“Error 400: redirect_uri_mismatch”',
      '“Error 403: disallowed_useragent”',
      'I closed it',
    ],
    'Cancel',
  ),
  'Google says administrator': step(
    [
      '“Your administrator must review this app”',
      'Send this to your Google administrator:',
      'Please allow Larkspur CRM in the Admin console, Security, API controls. Client ID: 4120-larkspur.apps.example',
    ],
    ...passOn,
  ),
  'Google says internal': step(
    [
      '“This app can only be used within its organization”',
      'Only whoever runs this page can change that. Send them this:',
      'Larkspur CRM: please set the audience of the Google app to External. Client ID: 4120-larkspur.apps.example',
    ],
    ...passOn,
  ),
  'Google says test users only': step(
    [
      '“… has not completed the Google verification process”',
      'Only whoever runs this page can change that. Send them this:',
      'Larkspur CRM: please publish the Google app, or add me to its test users, whose access ends after 7 days. Client ID: 4120-larkspur.apps.example',
    ],
    ...passOn,
  ),
  'Google says not verified': step(
    [
      '“Google hasn’t verified this app”',
      'If you trust this page, Advanced in Google’s window leads on. Else send this to whoever runs it:',
      'Larkspur CRM: please have the Google app verified. Client ID: 4120-larkspur.apps.example',
    ],
    ...passOn,
  ),
  'Google says redirect': step(
    [
      '“Error 400: redirect_uri_mismatch”',
      'Only whoever runs this page can change that. Send them this:',
      'Larkspur CRM: please add https://connect.example/connect/callback to the redirect URIs of the Google app. Client ID: 4120-larkspur.apps.example',
    ],
    ...passOn,
  ),
  'Google says in-app': step(
    [
      '“Error 403: disallowed_useragent”',
      'Google does not work inside another app. Open this address in your browser:',
      'https://crm.example/settings/email',
    ],
    ...passOn,
  ),
  leaving: step(['Going to Google in this tab', 'You come back here when Google has answered.', trust]),
  claiming: step(['Google has answered', 'Saving the connection.', trust]),
  'claim without answer': step(['Google has answered', 'The mail service’s answer was lost. Asking again.'], 'Cancel'),
  'all granted': step(
    [
      'Gmail is connected',
      'You can use this connection to track emails and as a delivery channel.',
      'lea@northpeak.example',
      ...permissions,
    ],
    'Done',
  ),
  'reading withheld': step(
    [
      'Sending works. Reply tracking is off.',
      'The box “Read your email” was not ticked in Google’s window.',
      'lea@northpeak.example',
      'Send email on your behalf',
      'for the Gmail delivery channel and scheduled emails',
      'Granted',
      'Read your email',
      'for reply tracking',
      'Not granted',
    ],
    'Keep sending only',
    'Choose permissions again',
  ),
  'sending withheld': step(
    [
      'Reply tracking works. Sending is off.',
      'The box “Send email on your behalf” was not ticked in Google’s window.',
      'lea@northpeak.example',
      'Send email on your behalf',
      'for the Gmail delivery channel and scheduled emails',
      'Not granted',
      'Read your email',
      'for reply tracking',
      'Granted',
    ],
    'Keep reply tracking only',
    'Choose permissions again',
  ),
  denied: step(['Google did not give permission', 'Nothing was changed.', 'What is asked for, and why'], ...retry),
  'wrong account': step(
    [
      'That is a different Google account',
      'Nothing was changed.',
      'Expected',
      'lea@northpeak.example',
      'You chose',
      'lea.moreau.home@mail.example',
    ],
    'Not now',
    'Connect the other one instead',
    'Use lea@northpeak.example',
  ),
  'wrong account, long addresses': step(
    [
      'That is a different Google account',
      'Nothing was changed.',
      'Expected',
      'maria-alexandra.von-hohenlohe-langenburg@international-sales.northpeak-holding.example',
      'You chose',
      `${'a'.repeat(64)}@${'subsidiary.'.repeat(6)}example`,
    ],
    'Not now',
    'Connect the other one instead',
    'Use maria-alexandra.von-hohenlohe-langenburg@international-sales.northpeak-holding.example',
  ),
  'wrong domain': step(
    [
      'That is a different Google account',
      'Nothing was changed.',
      'Expected',
      '@northpeak.example',
      'You chose',
      'lea.moreau.home@mail.example',
    ],
    'Not now',
    'Choose another account',
  ),
  'permissions withheld': step(
    [
      'Not every box was ticked',
      'Nothing was changed.',
      'The box “Send email on your behalf” was not ticked in Google’s window.',
      'The box “Read your email” was not ticked in Google’s window.',
    ],
    'Not now',
    'Choose permissions again',
  ),
  'administrator blocks': step(
    [
      'Your Google administrator must allow this app',
      'Nothing was changed. Send them this:',
      'Please allow Larkspur CRM in the Admin console, Security, API controls. Client ID: 4120-larkspur.apps.example',
    ],
    ...retry,
    'Copy',
  ),
  'set up wrongly': step(
    [
      'This page and the mail service do not fit together',
      'Nothing was changed. Tell whoever runs this page: (origin-refused)',
    ],
    ...retry,
  ),
  'colleague has it': step(
    ['This mailbox belongs to another user here', 'Nothing was changed. Your administrator knows whose it is.'],
    'Not now',
    'Choose another account',
  ),
  interrupted: step(['Interrupted before it was saved', 'Nothing was changed.'], 'Not now', 'Connect again'),
  expired: step(['This attempt expired', 'Nothing was changed.'], 'Not now', 'Start again'),
  'too many': step(['Too many attempts in a short time', 'Nothing was changed. Minutes to wait: 4.'], ...retry),
  unknown: ['You are offline, or the mail service cannot be reached', 'Nothing is lost. Try again in a moment.', 'Try again'],
  connected: card('Connected', ...checked, ...standing),
  'connected, sending only': card(
    'Connected',
    ...checked,
    'Send email on your behalf',
    'for the Gmail delivery channel and scheduled emails',
    'Granted',
    'Read your email',
    'for reply tracking',
    'Not granted',
    'Choose permissions again',
    'You can use this connection as a delivery channel.',
    'Disconnect',
  ),
  'connected, checking': card('Connected', ...checked, ...standing),
  'connected, check failed': card('Connected', ...checked, 'The mail service cannot be reached', 'Nothing is lost. Try again in a moment.', ...standing),
  'many grants': card(
    'Connected',
    ...checked,
    'Google was asked for this access 93 times',
    'It keeps 100 and then drops the oldest without a word. Reconnect only when asked to. Google’s list of connected apps',
    ...standing,
  ),
  slow: card(
    'Slow, retrying',
    'Google answers slowly. Nothing is disconnected or lost; it is asked again by itself. Confirmed by Google: h:mm',
    'Check now',
    ...standing,
  ),
  stale: card(
    'Not up to date',
    ...checked,
    'You are offline, or the mail service cannot be reached',
    'This is how things stood: h:mm. Nothing is disconnected by that.',
    ...standing,
  ),
  'reconnect needed': card(
    'Reconnect needed',
    'Gmail disconnected on May d, h:mm',
    'Google does not say why. Often: a changed password, access removed, an account suspended, or six months without use. Your mail in Gmail is untouched.',
    'Reconnect',
    'Disconnect',
  ),
  'reconnect needed, mails on hold': card(
    'Reconnect needed',
    'Gmail disconnected on May d, h:mm',
    '6 scheduled emails are on hold, none lost. Google does not say why. Often: a changed password, access removed, an account suspended, or six months without use. Your mail in Gmail is untouched.',
    'Reconnect',
    'Disconnect',
  ),
  'reconnect needed, session policy': card(
    'Reconnect needed',
    'Gmail disconnected on May d, h:mm',
    'Your organization ends Google sign-ins after some hours, unless your Google administrator trusts this app. Your mail in Gmail is untouched.',
    'Send this to your Google administrator:',
    'Please allow Larkspur CRM in the Admin console, Security, API controls. Client ID: 4120-larkspur.apps.example',
    'Reconnect',
    'Copy',
    'Disconnect',
  ),
  'reconnect needed, administrator': card(
    'Reconnect needed',
    'Gmail disconnected on May d, h:mm',
    'Your Google administrator does not allow this app. Your mail in Gmail is untouched.',
    'Send this to your Google administrator:',
    'Please allow Larkspur CRM in the Admin console, Security, API controls. Client ID: 4120-larkspur.apps.example',
    'Reconnect',
    'Copy',
    'Disconnect',
  ),
  'disconnect?': card(
    'Connected',
    'Disconnect this mailbox?',
    'Stops now',
    'Larkspur CRM can no longer use lea@northpeak.example, and Google is told to withdraw the access. 1 scheduled email is on hold, not lost.',
    'Stays',
    'All your mail in Gmail. You can connect again at any time.',
    'Disconnect',
    'Keep connected',
  ),
  disconnecting: card(
    'Connected',
    'Disconnect this mailbox?',
    'Stops now',
    'Larkspur CRM can no longer use lea@northpeak.example, and Google is told to withdraw the access.',
    'Stays',
    'All your mail in Gmail. You can connect again at any time.',
    'Disconnect',
  ),
  'withdrawal waiting': [
    ...step(getStarted, 'Get Started'),
    'lea@northpeak.example was disconnected here: h:mm',
    'Nothing here can use it any more. Google has not confirmed it yet and is asked again for 24 hours. Google’s list of connected apps',
  ],
  'withdrawal given up': card(
    'Connected',
    ...checked,
    ...standing,
    'old@northpeak.example was disconnected here: May d, h:mm',
    'Nothing here can use it any more. Google did not confirm it within 24 hours: remove the access there yourself. Google’s list of connected apps',
  ),
  'disconnected, confirmed': [
    ...step(getStarted, 'Get Started'),
    'lea@northpeak.example was disconnected here: h:mm',
    'Nothing here can use it any more. Google has confirmed that the access is withdrawn. Your mail in Gmail is untouched.',
  ],
  'disconnected, kept': [
    ...step(getStarted, 'Get Started'),
    'lea@northpeak.example was disconnected here: h:mm',
    'Nothing here can use it any more. Another connection of the same Google account goes on, so the access was not withdrawn at Google. Your mail in Gmail is untouched.',
  ],
  'disconnected in another tab': [
    ...step(getStarted, 'Get Started'),
    'lea@northpeak.example was disconnected here: h:mm',
    'Nothing here can use it any more. Google’s list of connected apps',
  ],
} satisfies Record<StateName, readonly string[]>;
