/** What several pages of the desk say: questions before something is done, fields and buttons. */
export const deskShared = {
  waitList: {
    waitingCount: '{count, plural, one {One waits} other {{count, number} wait}}',
    until: 'until <until></until>',
    sendAllOfThem: 'Send all of them now',
    sendItNow: 'Send it now',
  },
  pages: {
    pagesOfWhat: 'Pages of {what}',
    pageBefore: 'Page before',
    nextPage: 'Next page',
    pageOf: 'Page {page, number}{hasPages, select, yes { of {pages, number}} other {}}',
  },
  alertList: {
    fromSourceAndTimes:
      'From {sourceName}, since <startsAt></startsAt>, heard {times}, last <lastReceivedAt></lastReceivedAt>{hasReason, select, yes {: {reason}} other {}}',
    noSignalSinceNeeds:
      'No signal since <since></since>: needs review. It counts as firing until its source or you end it.',
    detailsForStaffOnly: 'Details, for staff only',
    times: '{count, plural, one {once} other {{count, number} times}}',
    over: 'over',
    firing: 'firing',
  },
  apiTokens: {
    nameOfTheSystem: 'Name of the system',
    makeAToken: 'Make a token',
    allKeys: 'All keys, and one that may do more',
    revokeName: 'Revoke {name}',
    aSecretFromBefore: 'a secret from before',
    answeredForBy: ', {ownerName} answers for it',
    notUsedYet: 'not used yet',
    usedFrom: 'used <lastSeenAt></lastSeenAt>{hasLastSeenFrom, select, yes { from {lastSeenFrom}} other {}}',
    requestsAMinute:
      '{perMinute, number} requests a minute{hasNetworks, select, yes {, from {networks} alone} other {}}{hasExpiresAt2, select, yes {, {hasExpiresAt, select, yes {ends} other {ended}} <expiresAt></expiresAt>} other {, until it is revoked}}',
    previousSecret:
      '{hasPreviousTokenStart, select, yes {<code>{previousTokenStart}…</code>} other {The secret before}} works until <previousTokenUntil></previousTokenUntil>{hasPreviousSeenAt, select, yes {, used <previousSeenAt></previousSeenAt>} other {, not used}}',
  },
  senderChecks: {
    inOrder: 'in order',
    weak: 'weak',
    missing: 'missing',
    notKnown: 'not known',
  },
  brandNote: {
    text: 'Readers at {host}{others, plural, =0 {} other { and {others, number} more}} {of, select, incident {see how their own servers are and are told by mail when that changes, and read none of your words.} advisory {see nothing of it: an advisory is nothing but your words, which may tell whose servers they are on.} other {read when their own servers have their turns, and none of your words.}}',
  },
  csvField: {
    file: 'File',
  },
  questions: {
    confirmWithdraw: 'Yes, withdraw it',
    people: '{count, plural, =0 {nobody} one {one person} other {{count, number} people}}',
    tell: '{count, plural, =0 {{what}? Nobody is told by it.} one {{what} and tell one person now?} other {{what} and tell {count, number} people now?}}',
    yesTell:
      '{count, plural, =0 {Yes, do it} one {Yes, tell one person} other {Yes, tell {count, number} people}}',
    withdraw:
      '{told, plural, =0 {{what} from readers? Nobody was told of it, and mails about it that wait are not sent.} one {{what} from readers? One person was told of it and hears nothing of this; mails about it that wait are not sent.} other {{what} from readers? {told, number} people were told of it and hear nothing of this; mails about it that wait are not sent.}}',
  },
  roleWords: {
    aReader: 'a reader',
    aResponder: 'a responder',
    anEditor: 'an editor',
    anOwner: 'an owner',
    readerSeesTheDesk: 'Reader: sees the desk, changes nothing',
    responderMeans: 'Responder: approves, updates and resolves incidents, answers comments',
    editorMeans:
      'Editor: publishes advisories and maintenance too, and keeps servers, sources and subscribers',
    ownerMeans: 'Owner: all of it, and people, keys, policy and settings',
  },
  serverNames: {
    tooLong: 'are longer than 5000 characters',
    unknownServer: 'No one server is called "{unknown}". Write host names or labels, such as web07, web08.',
  },
  refuseFile: {
    notAllowed:
      'Nothing was taken: this file needs somebody who is {role}. An owner can change your role at the desk, under People.',
  },
  deskAction: {
    noStaffAnyMore: 'Nothing was done: you are not among the staff any more.',
    roleMissing:
      'Nothing was done: you are {role} at this desk, and it needs {neededRole}. An owner can change your role, under People: {owners}.',
    youAreSignedOut:
      'You are signed out, so nothing was done. Sign in in another tab, come back to this page, and send it again.',
    failed: 'Nothing was done, and nobody was told.',
  },
  layout: {
    title: '{site} desk',
  },
  more: '{count, number} more',
  severity: {
    info: 'info',
    warning: 'warning',
    critical: 'critical',
  },
  languages: 'Language',
  otherLanguages: {
    title: 'Title',
    summary: 'Summary',
    text: 'Text',
    whatCustomersRead: 'What customers read',
    why: 'Why',
    problem: '{language}: {problem}',
  },
  draftOthers: {
    notAllowed: 'Nothing was drafted: you are signed out, or may not write to customers.',
    nothingWasDraftedWrite: 'Nothing was drafted: write the words above first.',
    nothingWasDraftedThere: 'Nothing was drafted: there is no translator.',
    failed: '{language}, {part, select, title {title} summary {summary} other {text}}: {why}.',
    drafted:
      '{count, plural, =0 {Nothing was drafted.} one {One language is drafted below. Read it before you publish.} other {{count, number} languages are drafted below. Read them before you publish.}}',
  },
} as const
