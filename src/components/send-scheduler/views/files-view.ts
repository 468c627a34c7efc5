import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { largestFileBytes } from '../../../contract/file-limits.ts';
import { assertNever } from '../../../contract/outcome.ts';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import type { FileTrouble } from '../../../client/outgoing/judge-file.ts';
import type { Upload } from '../../../client/outgoing/uploads.ts';
import { isolated } from '../../shared/address.ts';
import { refusalWords } from '../failure-words.ts';
import { fileSize } from '../file-size.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';

/** What goes with the mail: files at the service, files on their way there, and the way to choose more. */
export const filesView = (model: Model, { draft: { files }, filesGone }: Omit<Writing, 'kind'>): TemplateResult => {
  const { send, tag, uploads } = model;
  const coming = uploads.filter(({ stand }) => stand.kind !== 'refused');
  const count = files.length + coming.length;
  const total = [...files, ...coming].reduce((sum, { size }) => sum + size, 0);
  const sum = msg(str`${fileSize(total, tag)} of ${fileSize(largestFileBytes, tag)}`);
  const chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    send({ do: 'attach', files: [...(input.files ?? [])] });
    // The same file can be chosen again after it was removed.
    input.value = '';
  };
  return html`<div class="attached" part="attachments">
    ${filesGone === 0 ? nothing : html`<p class="small line" role="status">${schedulerIcon('alert')}${filesGone === 1 ? msg('A file of this draft is not kept any more. Attach it again.') : msg(str`${filesGone} files of this draft are not kept any more. Attach them again.`)}</p>`}
    ${count + uploads.length === 0 ? nothing : html`<ul class="files" aria-label=${msg('Attached files')}>
      ${files.map(({ id, name, size }) => html`<li class="file">${schedulerIcon('clip')}<bdi class="grow">${name ?? msg('File')}</bdi><span class="soft">${name === undefined ? '' : fileSize(size, tag)}</span>${removeView(name ?? msg('File'), () => send({ do: 'detach', id }))}</li>`)}
      ${uploads.map((upload) => uploadView(model, upload))}
    </ul>`}
    <div class="line wrap"><button type="button" class="btn small-btn" @click=${pick}>${schedulerIcon('clip')}${msg('Attach files')}</button><input class="sr" type="file" multiple tabindex="-1" aria-hidden="true" @change=${chosen} />
    <span class="small" role="status">${count === 0 ? msg(str`Up to ${fileSize(largestFileBytes, tag)}; they can be dropped here, too.`) : count === 1 ? msg(str`1 file, ${sum}`) : msg(str`${count} files, ${sum}`)}</span></div>
  </div>`;
};

/** The browser's own field for files cannot be given the looks of the others. */
const pick = ({ currentTarget }: Event): void => ((currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();

/** The control goes with what it does; the focus stays with the files. */
const gone = ({ currentTarget }: Event, act: () => void): void => {
  (currentTarget as HTMLElement).closest('.attached')?.querySelector<HTMLElement>('.btn')?.focus();
  act();
};

const removeView = (name: string, remove: () => void): TemplateResult =>
  html`<button type="button" class="tool" aria-label=${msg(str`Remove ${isolated(name)}`)} title=${msg('Remove')} @click=${(event: Event) => gone(event, remove)}>${schedulerIcon('cross')}</button>`;

const uploadView = (model: Model, upload: Upload): TemplateResult => {
  const { send, tag } = model;
  const { key, name, size, stand } = upload;
  const remove = removeView(name, () => send({ do: 'drop-upload', key }));
  switch (stand.kind) {
    case 'waiting':
    case 'sending': {
      const share = stand.kind === 'sending' ? stand.share : 0;
      // All of it has left; the service is yet to say that it has it.
      const percent = new Intl.NumberFormat(tag, { style: 'percent' }).format(Math.min(share, 0.99));
      return html`<li class="file coming">${schedulerIcon('clip')}<bdi class="grow">${name}</bdi><span class="soft">${stand.kind === 'waiting' ? fileSize(size, tag) : percent}</span>${remove}<progress max="1" value=${share} aria-label=${msg(str`Uploading ${isolated(name)}`)}></progress></li>`;
    }
    case 'failed':
      return html`<li class="file bad">${schedulerIcon('alert')}<bdi class="grow">${name}</bdi><button type="button" class="link" @click=${(event: Event) => gone(event, () => send({ do: 'retry-upload', key }))}>${msg('Try again')}</button>${remove}<p role="alert">${msg('Not uploaded.')} ${failedWords(model, stand.failure)}</p></li>`;
    case 'refused':
      return html`<li class="file warn">${schedulerIcon('stop')}<bdi class="grow">${name}</bdi><span class="soft">${fileSize(size, tag)}</span>${remove}<p role="alert">${troubleWords(stand.trouble, tag)}</p></li>`;
    default:
      return assertNever(stand);
  }
};

const failedWords = ({ now, tag }: Model, failure: Extract<Upload['stand'], { kind: 'failed' }>['failure']): string => {
  if (failure.code === 'file-unreadable') return msg('This computer could not read it; a folder cannot be attached.');
  if (failure.code === 'mail-too-large') return msg('The mail service has no room for it until emails with other files have left.');
  return refusalWords(failure, now, tag);
};

const troubleWords = (trouble: FileTrouble, tag: string): string => {
  const most = fileSize(largestFileBytes, tag);
  switch (trouble.kind) {
    case 'forbidden':
      return msg(str`Gmail takes no files of this kind (.${trouble.ending}).`);
    case 'too-large':
      return msg(str`Too large: Gmail takes ${most}. Send a link to it instead.`);
    case 'too-large-together':
      return msg(str`Too large together with the others: Gmail takes ${most} per email.`);
    case 'too-many':
      return msg(str`An email can have ${trouble.most} files.`);
    default:
      return assertNever(trouble);
  }
};
