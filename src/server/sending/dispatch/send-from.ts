import type { Ports } from '../../ports.ts';
import { accessTokenFor, type AccessToken } from '../../connections/access-token.ts';
import { capabilitiesIn } from '../../google/scopes.ts';
import { readConnection } from '../../store/connections.ts';
import { changeSending, releaseSending, type Parked, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import { noteSentMails } from '../settle/note-sent-mail.ts';
import { createWriter } from '../settle/write-together.ts';
import { attemptSafely, type Aftermath, type Sender } from './attempt.ts';
import { hear } from './hear.ts';
import { lookAt } from './look.ts';
import { parkMailbox, pauseAfterUnclear, unparkMailbox } from './park.ts';
import { parkedBy } from './refusal-of.ts';

/**
 * Lets go what may leave one mailbox now. It is claimed by this process; when nothing is left to do, or nothing can be done,
 * it is given back with the time of the next look.
 */
export const sendFrom = async (ports: Ports, mailbox: SendingMailbox, signal: AbortSignal): Promise<void> => {
  try {
    let since = mailbox.parkedAt;
    while (!signal.aborted) {
      const ready = await mayTry(ports, mailbox, since !== undefined);
      const { grantNumber } = ready;
      if (ready.kind === 'parked') return await parkMailbox(ports, mailbox, { because: ready.because, since, grantNumber });
      const { claimed, changed, more } = await lookAt(ports, mailbox, ready.email);
      if (changed) ports.bell.ring(mailbox.owner);
      for (const { attempt, readyAt } of claimed) ports.metrics.mailHandedOver(Math.max(0, attempt.at - Math.max(readyAt, mailbox.nextAt)) / 1_000);
      const by: Sender = { ...ready, noteSent: createWriter((taken) => noteSentMails(ports, taken)) };
      const aftermaths = await Promise.all(claimed.map((mail) => attemptSafely(ports, mail, by)));
      if (since !== undefined && aftermaths.some(({ kind }) => kind !== 'park' && kind !== 'unclear')) {
        await unparkMailbox(ports, mailbox);
        since = undefined;
      }
      const parked = aftermaths.find((each) => each.kind === 'park');
      if (parked !== undefined) return await parkMailbox(ports, mailbox, { because: parked.because, since, grantNumber });
      if (await stops(ports, mailbox, ready.email, aftermaths)) return;
      // The next look weighs what was heard, and writes down when to go on.
      if (!more && !aftermaths.some(({ kind }) => kind === 'slow-down')) return;
    }
  } finally {
    await releaseSending(ports.database, mailbox);
  }
};

interface Tried {
  /** Of the grant with which it is tried. */
  readonly grantNumber: number | undefined;
}
type Ready = Tried & (({ readonly kind: 'ready' } & Omit<Sender, 'noteSent'>) | { readonly kind: 'parked'; readonly because: Parked });

/** Before anything is claimed: a mail that is claimed has an attempt, which would have to be taken back. */
const mayTry = async (ports: Ports, { owner, connectionId, parked }: SendingMailbox, isParked: boolean): Promise<Ready> => {
  const seen = await readConnection(ports.database, owner, connectionId);
  const grantNumber = seen?.grantNumber;
  if (seen === undefined) return { kind: 'parked', because: 'reconnection', grantNumber };
  const token = await accessTokenFor(ports, owner, connectionId, { fresh: false, seen });
  if (!token.ok) return { kind: 'parked', because: parkedBy(token.failure.code), grantNumber };
  if (!capabilitiesIn(token.value.scopes).includes('send')) return { kind: 'parked', because: 'permission', grantNumber };
  const refused = isParked && (parked === 'google-policy' || parked === 'no-gmail') ? parked : undefined;
  if (refused !== undefined && !(await answers(ports, token.value))) return { kind: 'parked', because: refused, grantNumber };
  return { kind: 'ready', email: seen.email, token: token.value, grantNumber };
};

/** Whether Gmail answers for the account again. Who may not ask it finds out with the next mail that is not late. */
const answers = async (ports: Ports, { value, scopes }: AccessToken): Promise<boolean> => !capabilitiesIn(scopes).includes('read') || (await ports.google.profile(value)).ok;

/** True when nothing more may leave this mailbox for now. */
const stops = async (ports: Ports, mailbox: SendingMailbox, email: string, aftermaths: readonly Aftermath[]): Promise<boolean> => {
  const slow = aftermaths.filter((each) => each.kind === 'slow-down');
  if (slow.length > 0) await hear(ports, mailbox, email, slow.map(({ failure }) => failure));
  if (aftermaths.some(({ kind }) => kind === 'unclear')) {
    await pauseAfterUnclear(ports, mailbox);
    return true;
  }
  if (mailbox.failures > 0 && aftermaths.some(({ kind }) => kind === 'sent')) await changeSending(ports.database, mailbox.connectionId, { failures: 0 });
  return false;
};
