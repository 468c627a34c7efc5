/** The classes alone: importing them defines nothing. */
export { GmailConnectWizard } from './components/gmail-connect-wizard/gmail-connect-wizard.ts';
export * from './components/gmail-connect-wizard/events.ts';
export { ReplyTrackerList } from './components/reply-tracker-list/reply-tracker-list.ts';
export * from './components/reply-tracker-list/events.ts';
