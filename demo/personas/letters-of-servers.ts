import type { ArrivingLetter } from '../google/gmail/gmail-control.ts';
import { addressOf, type Contact } from './contacts.ts';
import type { SentMail } from './sent-mail.ts';

interface Report {
  readonly sent: SentMail;
  readonly recipient: Contact;
  readonly subject: string;
  readonly words: string;
  /** Fields of the recipient, as RFC 3464 has them. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A delivery status notification as Gmail writes one. It refers to the mail and calls itself an answer: neither makes it one. */
const report = ({ sent, recipient, subject, words, fields }: Report): ArrivingLetter => {
  const lines = (entries: Readonly<Record<string, string>>): string => Object.entries(entries).map(([name, value]) => `${name}: ${value}\n`).join('');
  const host = recipient.email.slice(recipient.email.indexOf('@') + 1);
  const arrived = new Date(sent.at).toUTCString();
  return {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject,
    inReplyTo: sent.messageId,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Failed-Recipients': recipient.email },
    body: {
      type: 'multipart/report; report-type=delivery-status',
      parts: [
        { type: 'text/plain; charset=utf-8', text: `** ${words} **\n` },
        {
          type: 'message/delivery-status',
          text: `${lines({ 'Reporting-MTA': 'dns; googlemail.com', 'Arrival-Date': arrived })}\n${lines({ 'Final-Recipient': `rfc822; ${recipient.email}`, ...fields, 'Remote-MTA': `dns; mx.${host}` })}`,
        },
        {
          type: 'text/rfc822-headers',
          text: lines({ From: addressOf(sent.from), To: addressOf(recipient), Subject: sent.subject, 'Message-ID': sent.messageId, Date: arrived }),
        },
      ],
    },
  };
};

export const bounceOf = (sent: SentMail): ArrivingLetter =>
  report({
    sent,
    recipient: sent.to,
    subject: 'Delivery Status Notification (Failure)',
    words: `Address not found. Your message wasn't delivered to ${sent.to.email} because the address couldn't be found.`,
    fields: { Action: 'failed', Status: '5.1.1', 'Diagnostic-Code': `smtp; 550 5.1.1 <${sent.to.email}>: user unknown` },
  });

const twoDaysMs = 2 * 24 * 3_600_000;

export const delayOf = (sent: SentMail, now: number): ArrivingLetter =>
  report({
    sent,
    recipient: sent.to,
    subject: 'Delivery Status Notification (Delay)',
    words: `Delivery incomplete. The mailbox of ${sent.to.email} is full. Gmail will retry for 46 more hours; you need not send it again.`,
    fields: {
      Action: 'delayed',
      Status: '4.2.2',
      'Diagnostic-Code': 'smtp; 452 4.2.2 The recipient is over quota',
      'Will-Retry-Until': new Date(now + twoDaysMs).toUTCString(),
    },
  });
