import type { Draft } from '../../client/outgoing/draft.ts';
import type { Input } from './model.ts';

/** What an input changes of the text, where it changes something; `takesTyped`: what stands in the fields of people becomes people. */
export const changeOf = (draft: Draft, input: Input): { readonly to: Partial<Draft>; readonly takesTyped?: boolean } | undefined => {
  switch (input.do) {
    case 'change':
      return { to: input.to };
    case 'type':
      // A separator ends an address; what is pasted may hold many.
      return { to: { typed: { ...draft.typed, [input.field]: input.text } }, takesTyped: /[,;\n]/.test(input.text) };
    case 'take-typed':
      return { to: {}, takesTyped: true };
    case 'remove':
      return { to: { [input.field]: draft[input.field].filter(({ address }) => address !== input.address) } };
    case 'detach':
      return { to: { files: draft.files.filter(({ id }) => id !== input.id) } };
    default:
      return undefined;
  }
};
