import * as z from 'zod/mini';
import { attachmentsSchema, sendingEndpoints, succeed, uploadAttachmentForSchema, uploadAttachmentSchema, uploadedAttachmentSchema } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { serverRoute, userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { attachmentsOf } from '../../store/attachments.ts';
import { attachmentView, uploadAttachment } from './upload-attachment.ts';

/** 25 MiB in base64, a name and a type of any letters, and what JSON needs. */
const largestUpload = 36_000_000;

/** As many as a mail has. */
const ids = z.string().check(z.regex(/^[\w-]{16,64}(,[\w-]{16,64}){0,49}$/));

/** A host's backend hands over the files of the mails that it has sent. */
export const backendAttachmentRoutes = (ports: Ports): readonly Route[] => [
  serverRoute({
    name: 'uploadAttachmentForUser',
    method: 'POST',
    path: sendingEndpoints.backendAttachments,
    summary: 'Keeps a file for mails of a user that are yet to be queued.',
    budget: 'attempt',
    params: undefined,
    request: uploadAttachmentForSchema,
    largestBody: largestUpload,
    response: uploadedAttachmentSchema,
    failures: ['mail-too-large'],
    handle: async ({ caller, body: { org, user, ...file } }) => {
      const uploaded = await uploadAttachment(ports, ownerOf({ ...caller, org, user }), file);
      return uploaded.ok ? succeed({ attachment: uploaded.value }) : uploaded;
    },
  }),
];

export const attachmentRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'uploadAttachment',
    method: 'POST',
    path: sendingEndpoints.attachments,
    summary: 'Keeps a file for mails that are yet to be written. Of many, those that no mail needs go first.',
    budget: 'attempt',
    params: undefined,
    request: uploadAttachmentSchema,
    largestBody: largestUpload,
    response: uploadedAttachmentSchema,
    failures: ['mail-too-large'],
    handle: async ({ caller, body }) => {
      const uploaded = await uploadAttachment(ports, ownerOf(caller), body);
      return uploaded.ok ? succeed({ attachment: uploaded.value }) : uploaded;
    },
  }),
  userRoute({
    name: 'listAttachments',
    method: 'GET',
    path: sendingEndpoints.attachments,
    summary: 'Names, types and sizes of the user’s files under these ids, as far as they are still there.',
    budget: 'read',
    params: z.object({ ids }),
    request: undefined,
    response: attachmentsSchema,
    failures: [],
    handle: async ({ caller, params }) => {
      const found = await attachmentsOf(ports.database, ownerOf(caller), params.ids.split(','));
      return succeed({ attachments: found.map(attachmentView) });
    },
  }),
];
