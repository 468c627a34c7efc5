/** A client as Google's console registers it. Clients of one project share what a person grants and revokes. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly project: string;
  /** The product's name on the consent page. */
  readonly product: string;
  /** Compared character by character. */
  readonly redirectUris: readonly string[];
  /** A client in testing gets refresh tokens that end after seven days. */
  readonly publishing: 'production' | 'testing';
}
