import type { MailDraft, SavedDraft } from '../../contract/index.ts';
import { attachmentsOf, draftOf, whenOf, type Draft, type MailToWrite, type TimeChoice } from './draft.ts';

/** What is being written, as the service keeps it: with what stands in the fields of people and is no address yet. */
export const toMailDraft = (draft: Draft, zone: string): MailDraft => {
  const { connectionId, to, cc, bcc, typed, separately, subject, text, besides, from, anyHour, byRecipient } = draft;
  const zones = Object.entries(draft.zones).map(([address, zone]) => ({ address, zone }));
  // Another way that the forecast offered holds for the moment in which it was offered.
  const when = draft.time.kind === 'as-offered' ? undefined : whenOf(draft, zone);
  return {
    ...(connectionId !== undefined && { connectionId }),
    mail: { ...besides, to: [...to], ...(cc.length > 0 && { cc: [...cc] }), ...(bcc.length > 0 && { bcc: [...bcc] }), subject, text, ...attachmentsOf(draft), ...(from !== undefined && { from }) },
    typed,
    separately,
    ...(when && { when }),
    ...(anyHour && { anyHour }),
    ...(byRecipient && { byRecipient }),
    ...(zones.length > 0 && { zones }),
  };
};

/** The same, back in the form. */
export const fromMailDraft = ({ connectionId, mail, typed, separately = false, when, anyHour = false, byRecipient = false, zones = [] }: MailDraft): Draft => {
  const draft = draftOf(mail, connectionId, timeOf(when));
  return { ...draft, typed: typed ?? draft.typed, separately, anyHour, byRecipient, zones: Object.fromEntries(zones.map(({ address, zone }) => [address, zone])) };
};

const timeOf = (when: MailDraft['when']): TimeChoice =>
  when?.kind !== 'at' ? { kind: 'now' } : { kind: 'other', date: when.wall.slice(0, 10), time: when.wall.slice(11), zone: when.zone, ...(when.choice && { choice: when.choice }) };

/** By what two openings of the form are for the same mail, whatever the host writes into it; undefined for one that is for nobody yet. */
export const draftIdFor = ({ to = [], cc = [], bcc = [], connectionId, reference, answersReply }: MailToWrite): string | undefined => {
  const people = [...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase());
  return people.length === 0 && reference === undefined && answersReply === undefined ? undefined : `for-${hashOf(JSON.stringify([people, connectionId, reference, answersReply]))}`;
};

/** Of those that are kept the one that the form begins with: that of this mail, or, for a mail to nobody yet, the last one. */
export const draftToShow = (kept: readonly SavedDraft[], id: string | undefined): SavedDraft | undefined => (id === undefined ? kept[0] : kept.find((each) => each.id === id));

/** FNV-1a twice, 64 bits: enough to tell the fifty drafts of one person apart, and there in pages without `crypto.subtle`. */
const hashOf = (text: string): string => {
  const half = (seed: number): string => {
    let hash = seed;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x050c5d1f);
};
