import * as z from 'zod/mini';
import { draftsSchema, identifier, readDraftSchema, savedDraftSchema, saveDraftSchema, sendingEndpoints, succeed } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { listDrafts } from '../../store/drafts.ts';
import { discardDraft, draftOf, savedView, saveDraft } from './save-draft.ts';

const params = z.object({ draftId: identifier });
/** A text of two megabytes. */
const largestDraft = 4_000_000;

/** Where a page keeps what is being written, so that a reload, or a closed window, does not lose it. */
export const draftRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'listDrafts',
    method: 'GET',
    path: sendingEndpoints.drafts,
    summary: 'The user’s drafts, what was saved last first.',
    budget: 'read',
    params: undefined,
    request: undefined,
    response: draftsSchema,
    failures: [],
    handle: async ({ caller }) => succeed({ drafts: (await listDrafts(ports.database, ownerOf(caller))).map(savedView) }),
  }),
  userRoute({
    name: 'readDraft',
    method: 'GET',
    path: sendingEndpoints.draft(':draftId'),
    summary: 'One draft with all it says.',
    budget: 'read',
    params,
    request: undefined,
    response: readDraftSchema,
    failures: ['draft-unknown', 'stored-data-unreadable'],
    handle: ({ caller, params: { draftId } }) => draftOf(ports, ownerOf(caller), draftId),
  }),
  userRoute({
    name: 'saveDraft',
    method: 'POST',
    path: sendingEndpoints.draft(':draftId'),
    summary: 'Saves what is being written, under an id that the page chose. Refused where another window saved since that version.',
    budget: 'read',
    params,
    request: saveDraftSchema,
    largestBody: largestDraft,
    response: savedDraftSchema,
    failures: ['draft-unknown', 'draft-changed', 'drafts-too-many'],
    handle: ({ caller, params: { draftId }, body }) => saveDraft(ports, ownerOf(caller), draftId, body.version, body.draft),
  }),
  userRoute({
    name: 'deleteDraft',
    method: 'DELETE',
    path: sendingEndpoints.draft(':draftId'),
    summary: 'Discards a draft, unless another window saved since that version.',
    budget: 'read',
    params: z.object({ draftId: identifier, version: z.string().check(z.regex(/^\d{1,9}$/)) }),
    request: undefined,
    response: z.object({}),
    failures: ['draft-changed'],
    handle: ({ caller, params: { draftId, version } }) => discardDraft(ports, ownerOf(caller), draftId, Number(version)),
  }),
];
