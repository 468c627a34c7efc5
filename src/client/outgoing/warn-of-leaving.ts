/** The part of the browser's Navigation API that is used here; not every browser has it. */
interface NavigateEvent extends Event {
  readonly destination?: { readonly sameDocument?: boolean };
  readonly hashChange?: boolean;
}

/**
 * Warns before text is lost: when the tab is closed or led elsewhere, and, where the browser tells of it, before a host's
 * router shows another page of the same document.
 * https://developer.mozilla.org/docs/Web/API/Navigation/navigate_event
 */
export const warnOfLeaving = (isUnsaved: () => boolean, question: () => string, signal: AbortSignal): void => {
  addEventListener(
    'beforeunload',
    (event) => {
      // The browser asks in words of its own.
      if (isUnsaved()) event.preventDefault();
    },
    { signal },
  );
  const { navigation } = globalThis as { readonly navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const { destination, hashChange, cancelable }: NavigateEvent = event;
      if (destination?.sameDocument === true && hashChange !== true && cancelable && isUnsaved() && !confirm(question())) event.preventDefault();
    },
    { signal },
  );
};
