import { decode, fail, mailContentSchema, succeed, type BatchMail, type FailReason, type MailContent, type Outcome } from '../../../contract/index.ts';
import { escapedForHtml } from '../channel/html-of-text.ts';

/** `{{First name}}`: what stands between the braces is the field's name, whatever its case. */
const place = /\{\{[ \t]*([^{}\r\n]{1,60}?)[ \t]*\}\}/g;

/**
 * The mail with each field's value in its place. Whoever lacks one is named with what is missing, and gets no mail: "Hello ,"
 * is worse than none. Without fields nothing is touched, as people do write braces.
 */
export const fillFields = ({ mail, fields }: BatchMail): Outcome<MailContent, FailReason> => {
  if (fields === undefined) return succeed(mail);
  const values = new Map(Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value.trim()]));
  const empty = new Map<string, string>();
  const filled = (template: string, write: (value: string) => string = (value) => value): string =>
    template.replaceAll(place, (_, name: string) => {
      const value = values.get(name.toLowerCase()) ?? '';
      if (value === '' && !empty.has(name.toLowerCase())) empty.set(name.toLowerCase(), name);
      return write(value);
    });
  const content: MailContent = {
    ...mail,
    subject: filled(mail.subject),
    ...(mail.text === undefined ? {} : { text: filled(mail.text) }),
    ...(mail.html === undefined ? {} : { html: filled(mail.html, escapedForHtml) }),
  };
  if (empty.size > 0) return fail({ code: 'fields-empty', fields: [...empty.values()] });
  // Values may have made it longer than a mail can be.
  return decode(mailContentSchema, content).ok ? succeed(content) : fail({ code: 'content-unreadable' });
};
