/** What some tests need and the others must not have. One site has all of it: each product more is a start more. */
export const unusualSite = {
  SITE_NAME: 'N'.repeat(80),
  TIME_ZONE: 'Europe/Berlin',
  WEBHOOK_ALLOW_PRIVATE: '1',
  /** Passkeys are of a name. */
  TEST_HOST_NAME: 'localhost',
}
