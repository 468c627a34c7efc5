/** A PKCE verifier of 256 random bits and its S256 challenge (RFC 7636 section 4). */
export const createVerifier = async (): Promise<{ readonly verifier: string; readonly challenge: string }> => {
  const verifier = toBase64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: toBase64url(new Uint8Array(digest)) };
};

const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
