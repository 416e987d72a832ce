/** Your own account at the desk: passkeys, codes and sessions. */
export const deskAccount = {
  passkeyCard: {
    madeAndUsed:
      'Made <createdAt></createdAt>{hasUsedAt, select, yes {, last used <usedAt></usedAt>} other {}}. {isShared, select, yes {Kept on several devices.} other {Kept on one device.}}',
    renameOrRemoveName: 'Rename or remove<unseen> {name}</unseen>',
    name: 'Name',
    saveTheName: 'Save the name',
    removeThisPasskey: 'Remove this passkey',
  },
  sessionCard: {
    byAMailedLink: 'by a mailed link',
    withAPasskey: 'with a passkey',
    withARecoveryCode: 'with a recovery code',
    byALinkMade: 'by a link made on the server',
    withTheCompanyAccount: 'with the company account',
    thisBrowser: ', this browser',
    signedIn:
      'Signed in <createdAt></createdAt> {proof}{hasIpAddress, select, yes {, from {ipAddress}} other {}}. Last used <usedAt></usedAt>.',
    endIt: 'End it',
  },
  actions: {
    signedInTooLongAgo:
      'Nothing was changed: you signed in more than an hour ago. Sign out, sign in again, and do it then.',
    itHasTheNew: 'It has the new name.',
    thisPasskeyWasRemoved: 'This passkey was removed already.',
    removed: 'Removed. If it was lost or stolen, end all other sessions below, too.',
    notRemovedThisSite:
      'Not removed: this site requires a passkey of you, and you have no other. Make another one first.',
    askRemove: 'Remove this passkey for good?',
    confirmRemove: 'Yes, remove it',
    youAreNoLonger: 'You are no longer among the staff, so no codes were made.',
    makeTenCodesThose: 'Make ten codes? Those that you had before open nothing any more.',
    yesMakeThem: 'Yes, make them',
    ended: 'Ended.',
    itHadEndedAlready: 'It had ended already.',
    oneSessionWasEnded:
      '{count, plural, one {One session was ended.} other {{count, number} sessions were ended.}}',
    askSignOut: 'Sign out everywhere but here?',
    yesSignOutThere: 'Yes, sign out there',
  },
  page: {
    yourAccount: 'Your account',
    account: 'How you sign in',
    youAreNameEmail: 'You are {name}, {email}, {role}. How you are reminded is <link>another page</link>.',
    passkeys: 'Passkeys',
    aPasskeyIsKept:
      'A passkey is kept by your phone, your computer or a security key, which asks for your finger, face or PIN. No copy of it is here, and no other site can ask for it.',
    makeAPasskey: 'Make a passkey',
    passkeyName: 'Its name, for you',
    myPasskey: 'My passkey',
    passkeysNeedAHost: 'Passkeys need a host name, and this site is reached by a number: see SITE_URL.',
    recoveryCodes: 'Recovery codes',
    codesLeft:
      '{left, plural, =0 {You have none. A code lets you in, together with a mailed link, when your passkey is lost.} one {You have one code that was not used. Each lets you in once, together with a mailed link, when your passkey is lost.} other {You have {left, number} codes that were not used. Each lets you in once, together with a mailed link, when your passkey is lost.}}',
    linkedSince: 'You sign in with it since <since></since>.',
    youHaveNotSigned: 'You have not signed in with it yet. It knows you by {email}.',
    whereYouAreSigned: 'Where you are signed in',
    aSessionEndsAfter:
      'A session ends after {idleHours, plural, one {an hour} other {{idleHours, number} hours}} without use, and after {sessionDays, plural, one {a day} other {{sessionDays, number} days}} in any case.',
    endAllOtherSessions: 'End all other sessions',
  },
  codesForm: {
    makeTenCodes: '{hasCodes, select, yes {Make ten new codes} other {Make ten codes}}',
    keepCodes:
      'Print these codes, or copy them to a safe place that is not your mailbox: they are shown this once.',
  },
} as const
