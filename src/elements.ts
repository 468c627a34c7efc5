/** The classes alone: importing them defines nothing. */
export { GmailConnectWizard } from './components/gmail-connect-wizard/gmail-connect-wizard.ts';
export * from './components/gmail-connect-wizard/events.ts';
export { ReplyTrackerList } from './components/reply-tracker-list/reply-tracker-list.ts';
export * from './components/reply-tracker-list/events.ts';
export { SendLimitMeter } from './components/send-limit-meter/send-limit-meter.ts';
export * from './components/send-limit-meter/events.ts';
export { SendScheduler } from './components/send-scheduler/send-scheduler.ts';
// Types alone: these classes come with what fires them, after the first paint.
export type { MailboxWantedEvent } from './components/reply-tracker-list/mailbox-wanted-event.ts';
export type * from './components/tracking/proof/proof-events.ts';
export type * from './components/tracking/tracking-events.ts';
export type * from './components/send-scheduler/events.ts';
