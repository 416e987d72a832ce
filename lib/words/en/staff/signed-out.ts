/** What a form of the desk is answered that was sent without scripts, when its person is signed out by then. */
export const signedOut = {
  title: 'Signed out',
  headline: 'You are signed out, so nothing was done',
  advice: 'Sign in in another tab, come back to this page, and send it again.',
  signIn: 'Sign in (in a new tab)',
  again: 'Send it again',
  typed: 'What you had typed',
} as const
