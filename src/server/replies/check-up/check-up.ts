import { decode, emailAddress, fail, succeed, type CheckUp, type Failure, type Finding, type Outcome } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { readConnection, type Owner } from '../../store/connections.ts';
import { ignoredFindings, ignoreFinding, mindFinding } from '../../store/ignored-findings.ts';
import { readMailbox } from '../../store/mailboxes.ts';
import { trackedPeople } from '../../store/tracked-mails.ts';
import { askGmail, readingFailure } from '../ask-gmail.ts';
import { contactOf } from './falls-under.ts';
import { findingsOf } from './findings-of.ts';

/** More would say no more; each is held against each filter. */
const mostContacts = 2_000;

/** Reads what was set in Gmail and holds it against the contacts whose answers are awaited. */
export const checkUp = async (ports: Ports, owner: Owner, connectionId: string): Promise<Outcome<CheckUp, Failure>> => {
  const connection = await readConnection(ports.database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  const rules = await askGmail(ports, { owner, connectionId, needs: ['read'] }, 'mailRules', (gmail, token) => gmail.mailRules(token));
  if (!rules.ok) return fail(readingFailure(rules.failure));
  const contacts = (await trackedPeople(ports.database, connectionId, mostContacts)).filter((address) => decode(emailAddress, address).ok).map(contactOf);
  const mailbox = await readMailbox(ports.database, connectionId);
  const ignored = await ignoredFindings(ports.database, connectionId);
  const now = ports.clock.now();
  const found = findingsOf(rules.value, { own: mailbox?.ownAddresses ?? [connection.email], contacts, now });
  return succeed({
    connectionId,
    checkedAt: instantOf(now),
    filtersRead: rules.value.filters.length,
    contactsCompared: contacts.length,
    findings: found.map((finding) => ({
      ...finding,
      ignored: ignored.has(finding.key),
      openUrl: settingsUrl(ports.settings.google.gmailWebUrl, connection.email, finding.code),
    })),
    notVisible: ['rules-of-other-programs', 'workspace-rules', 'delegated-mailboxes', 'people'],
  });
};

/** The tabs of Gmail's settings. */
const tabOf = { filter: 'filters', 'auto-forwarding': 'fwdandpop', 'vacation-responder': 'general' } as const satisfies Record<Finding['code'], string>;

const settingsUrl = (gmailWebUrl: string, email: string, code: Finding['code']): string => {
  const url = new URL('mail/u/', gmailWebUrl);
  url.searchParams.set('authuser', email);
  url.hash = `settings/${tabOf[code]}`;
  return url.href;
};

/** A person knows of it and wants to hear no more, or wants to after all. */
export const setIgnored = async (
  ports: Ports,
  owner: Owner,
  connectionId: string,
  { key, ignored }: { readonly key: string; readonly ignored: boolean },
): Promise<Outcome<undefined, Failure>> => {
  const connection = await readConnection(ports.database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  if (ignored) await ignoreFinding(ports.database, connectionId, key, ports.clock.now());
  else await mindFinding(ports.database, connectionId, key);
  return succeed(undefined);
};
