import { msg } from '@lit/localize';

/** Said wherever mail is promised for later: whoever looks for it in Gmail finds nothing. */
export const keptWords = (): string => msg('The mail service keeps scheduled emails until they leave; they are not in Gmail’s own “Scheduled” folder.');
