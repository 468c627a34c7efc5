import { addressesIn } from '../mail/read-mail.ts';
import { refersTo } from '../mail/message-ids.ts';
import { headerOf, type Header } from '../mail/mail.ts';
import { automaticHeader } from './automatic-header.ts';
import { automaticSubject } from './auto-reply/auto-reply-words.ts';
import { undeliveredSubject } from './bounce/bounce-words.ts';
import { hasNoReturnAddress, mailSystemOf } from './bounce/mail-systems.ts';

/**
 * Whether a mail of an unknown thread is worth being read whole, from its headers and labels alone: most of a mailbox's
 * mail is not, and a read costs quota. When in doubt it is.
 */
export type WorthReading =
  | { readonly worth: false; readonly because: 'own' | 'draft' | 'chat' | 'nothing-of-ours' }
  | {
      readonly worth: true;
      readonly because: 'refers-to-tracked' | 'in-tracked-thread' | 'from-mail-system' | 'from-contact' | 'automatic';
    };

export interface WorthContext {
  readonly inTrackedThread: boolean;
  readonly isTracked: (messageId: string) => boolean;
  /** Whether one of our mails went to this address. */
  readonly isContact: (address: string) => boolean;
}

const yes = (because: Extract<WorthReading, { worth: true }>['because']): WorthReading => ({ worth: true, because });
const no = (because: Extract<WorthReading, { worth: false }>['because']): WorthReading => ({ worth: false, because });

/** `headers` as Gmail gives them, in any case and order. */
export const worthReading = (given: readonly Header[], labels: readonly string[], context: WorthContext): WorthReading => {
  if (labels.includes('SENT')) return no('own');
  if (labels.includes('DRAFT')) return no('draft');
  if (labels.includes('CHAT')) return no('chat');
  const headers = given.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  const mail = { headers, from: addressesIn(headerOf({ headers }, 'from') ?? '') };
  const names = refersTo(headerOf(mail, 'in-reply-to'), headerOf(mail, 'references'));
  if (names.some((id) => context.isTracked(id))) return yes('refers-to-tracked');
  if (context.inTrackedThread) return yes('in-tracked-thread');
  if (reportsDelivery(mail)) return yes('from-mail-system');
  if (mail.from.some(({ address }) => context.isContact(address))) return yes('from-contact');
  // An automatic answer may come without any reference, from another address of the same person.
  const answers =
    automaticHeader(mail)?.startsWith('Auto-Submitted: auto-generated') === false ||
    automaticSubject(headerOf(mail, 'subject') ?? '') !== undefined;
  return answers ? yes('automatic') : no('nothing-of-ours');
};

const reportsDelivery = (mail: Parameters<typeof mailSystemOf>[0]): boolean => {
  const system = mailSystemOf(mail);
  if (system?.kind === 'daemon' || hasNoReturnAddress(mail) || headerOf(mail, 'x-failed-recipients') !== undefined) return true;
  if (/report-type\s*=\s*"?(?:delivery-status|delivery)/i.test(headerOf(mail, 'content-type') ?? '')) return true;
  return undeliveredSubject(headerOf(mail, 'subject') ?? '') !== undefined;
};
