/**
 * Where Google is unless the settings say otherwise, as https://accounts.google.com/.well-known/openid-configuration and
 * https://gmail.googleapis.com/$discovery/rest?version=v1 have it.
 */
export const googleAddresses = {
  authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  revocation: 'https://oauth2.googleapis.com/revoke',
  /** Certificates in PEM, the form google-auth-library fetches by itself. */
  certificates: 'https://www.googleapis.com/oauth2/v1/certs',
  gmail: 'https://gmail.googleapis.com/',
  connectedApps: 'https://myaccount.google.com/connections',
  /** Where people read their mail. */
  gmailWeb: 'https://mail.google.com/',
} as const;

/** Both forms stand in ID tokens; the first is the canonical one. */
export const googleIssuers = ['https://accounts.google.com', 'accounts.google.com'] as const;
