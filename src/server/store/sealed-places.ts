import type { SealedPlace } from './keyring.ts';

/** Where encrypted values stand. A value that is moved elsewhere does not open there. */
interface Placed {
  readonly tenant: string;
  readonly org: string;
  readonly id: string;
}

export const sealedCodePlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'code' });

export const refreshTokenPlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'refresh_token' });

export const accessTokenPlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'access_token' });

/** What a person wrote in a reply. */
export const replyTextPlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'reply_text' });

/** What a mail that leaves says, and to whom. */
export const outgoingContentPlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'outgoing_content' });

/** A mail that is being written. Two users may choose the same id. */
export const draftPlace = ({ tenant, org, user, id }: Placed & { readonly user: string }): SealedPlace => ({ tenant, org, owner: JSON.stringify([user, id]), field: 'draft' });

/** A file that somebody uploaded to send it. */
export const attachmentPlace = ({ tenant, org, id }: Placed): SealedPlace => ({ tenant, org, owner: id, field: 'attachment' });

/** A grant in the revocation list keeps the place of the connection that it was taken from, or has its own. */
export const revokedTokenPlace = ({ tenant, org, id, connectionId }: Placed & { readonly connectionId: string | undefined }): SealedPlace =>
  refreshTokenPlace({ tenant, org, id: connectionId ?? id });
