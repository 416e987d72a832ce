/** The door of the desk: signing in, an invitation, the first person. */
export const deskDoor = {
  actions: {
    tooManyLinksWere: 'Too many links were asked for from your network. Wait a minute, then ask again.',
    linkIsMailed: 'If this address is known here, a mail with a link is on its way.',
    tooManyCodesWere: 'Too many codes were tried from your network. Wait a minute, then try again.',
    wrongRecoveryCode: 'That is none of your recovery codes, or it was used before. Each works once.',
    noCompanyAccount: 'This site has no company account any more. Sign in by mail.',
    tooManyHaveBegun: 'Too many have begun to sign in from your network. Wait a minute, then try again.',
    companyFails:
      'What signs in by {company} does not answer as it should. Try again later, or sign in by mail; the log of this site says why.',
  },
  onePage: {
    setUp: 'Set up',
    linkNotWhole: 'This link is not whole. Open it as the terminal printed it, in one piece.',
    thisLinkIsOlder: 'This link is older than 7 days. Start the server again: it prints a new one.',
    theDeskIsSet: 'The desk is set up already. Sign in with your e-mail address.',
    nothingToSetUp: 'Nothing to set up here',
    signIn: 'Sign in',
    setUpTheDesk: 'Set up the desk',
    youAreTheFirst:
      'You are the first. With this address you sign in from now on; colleagues are added at the desk.',
    yourName: 'Your name',
    yourEMailAddress: 'Your e-mail address',
    setUpAndSign: 'Set up and sign in',
    yourLinkIsHere: 'Your link is here',
    itSignsThisBrowser: 'It signs this browser in at the desk, once.',
    invitation: 'Invitation',
    thisLinkIsNotWhole: 'This link is not whole. Open it as it stands in the mail, in one piece.',
    thisInvitationIsOver: 'This invitation is over. Ask who invited you to send it again.',
    thisInvitationWasUsed:
      'This invitation was used already, or taken back. If you have used it, sign in with your e-mail address; else ask who invited you.',
    invitationFails: 'This invitation does not work',
    invitedBy: '{byName} invites you to this desk',
    signInAs: 'You sign in as {name}, with the address {email}. {roleMeanings}.',
    accept: 'Accept and sign in',
  },
  signInPage: {
    signIn: 'Sign in',
    thatLinkWasUsed:
      'That link was used already, or is older than {linkMinutes, number} minutes. Ask for a new one here.',
    tooManyWrongLinks:
      'Too many links that do not work were opened from your network. Wait a minute, then open yours again.',
    companyTooLate:
      'What came back from {company} does not count: it took longer than ten minutes, was used before, came from another browser, or was refused there. Try again.',
    companyDoesNotSay:
      '{company} does not say your e-mail address, by which you are known here. Ask who runs it, or sign in by mail.',
    addressNotProven:
      '{company} does not say that your e-mail address is proven. Ask who runs it, or sign in by mail.',
    nobodyAtThisDesk:
      'Nobody at this desk has the address that {company} says. Ask an owner of this site to add you under People.',
    title: 'Sign in to the desk',
    byPasskey: 'Sign in with a passkey',
    linkHint: 'We mail you a link. It works for {linkMinutes, number} minutes, once.',
    yourEMailAddress: 'Your e-mail address',
    mailMeALink: 'Mail me a link',
  },
  secondStepPage: {
    oneMoreStep: 'One more step',
    needsScripts: 'Passkeys need scripts, which your browser does not run here. Allow them for this site.',
    signOutEmail: 'Sign out ({email})',
    nowYourPasskey: 'Now your passkey',
    thisSiteAsksOwners:
      'This site asks owners and editors for a passkey, so that nobody gets in by a mailbox alone.',
    useMyPasskey: 'Use my passkey',
    lostIt: 'Lost it?',
    recoveryHint:
      'Type one of the ten recovery codes that you made. It is used up, and the owners of this site are mailed. Without a code, ask an owner to remove you and add you again, or whoever runs the server for a link.',
    recoveryCode: 'Recovery code',
    useTheCode: 'Use the code',
    makeAPasskeyFirst: 'Make a passkey first',
    passkeyRequired:
      'This site asks owners and editors for a passkey, so that nobody gets in by a mailbox alone. Your phone, your computer or a security key keeps it, and asks for your finger, face or PIN.',
    makeAPasskey: 'Make a passkey',
    passkeyName: 'Its name, for you',
    myPasskey: 'My passkey',
    passkeysNeedAHost:
      'Passkeys need a host name, and this site is reached by a number. Ask whoever runs the server for a link.',
  },
  passkeyActions: {
    tooManyPasskeysWere: 'Too many passkeys were tried from your network. Wait a minute, then try again.',
    youAreSignedOut: 'You are signed out, so no passkey was made. Sign in, then make it.',
    noPasskeyWasMade:
      'No passkey was made: you signed in more than an hour ago. Sign out, sign in again, and make it then.',
    youHaveAPasskey: 'You have a passkey already: use that one first.',
    thatWasNoAnswer: 'That was no answer of a passkey. Try again.',
    unknownPasskey:
      'Nobody here has this passkey any more, or the answer came too late. Try again, or sign in by mail.',
    tooManyPasskeys: 'You have {mostPasskeys, number} passkeys, as many as anybody may: remove one first.',
    nameMissing: 'Give the passkey a name of 1 to 60 characters.',
    noAnswerOfBrowser: 'That was no answer of a browser. Try again.',
    theBrowsersAnswerCame: 'The browser’s answer came too late, or does not count here. Try again.',
    passkeyMade: 'Made. With it you sign in from now on without a mail.',
  },
} as const
