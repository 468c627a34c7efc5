import { hasHeader, headerOf, type Mail } from '../mail/mail.ts';
import { evidence, type Evidence } from './judgement.ts';

/** Why a mail is for many: a mailing list's, or one that offers to unsubscribe. `Precedence: bulk` alone says nothing. */
export const listEvidence = (mail: Pick<Mail, 'headers'>): Evidence | undefined => {
  const id =
    headerOf(mail, 'list-id') ??
    headerOf(mail, 'mailing-list') ??
    headerOf(mail, 'x-mailing-list') ??
    headerOf(mail, 'x-ml-name');
  if (id !== undefined) return evidence('sent-to-list', /<([^<>]{1,200})>/.exec(id)?.[1] ?? id);
  if (hasHeader(mail, 'list-post') || (hasHeader(mail, 'x-mailman-version') && hasHeader(mail, 'list-unsubscribe')))
    return evidence('sent-to-list');
  return hasHeader(mail, 'list-unsubscribe') ||
    hasHeader(mail, 'x-campaign-id') ||
    (hasHeader(mail, 'feedback-id') && /^(?:bulk|list)$/i.test(headerOf(mail, 'precedence')?.trim() ?? ''))
    ? evidence('sent-to-many')
    : undefined;
};
