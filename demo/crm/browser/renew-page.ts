const everyMs = 1_500;

/** Brings the parts of a page anew that are marked `data-live`, as the server draws them now, while somebody looks. */
export const renewPage = (page: Document): void => {
  if (page.querySelector('[data-live]') === null) return;
  let asking = false;
  setInterval(() => {
    if (page.hidden || asking) return;
    asking = true;
    void pageNow().then((now) => {
      asking = false;
      if (now !== null) for (const part of page.querySelectorAll<HTMLElement>('[data-live]')) renew(page, part, now.getElementById(part.id));
    });
  }, everyMs);
};

const renew = (page: Document, part: HTMLElement, now: HTMLElement | null): void => {
  if (now === null || now.innerHTML === part.innerHTML) return;
  const focused = part.contains(page.activeElement) ? page.activeElement?.id : undefined;
  part.replaceChildren(...now.childNodes);
  if (focused) page.getElementById(focused)?.focus();
};

/** The browser reads the page itself here: the policy that keeps markup out of scripts stays as strict as it is. */
const pageNow = (): Promise<Document | null> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.onload = () => resolve(request.responseXML);
    request.onerror = () => resolve(null);
    request.open('GET', location.href);
    request.send();
  });
