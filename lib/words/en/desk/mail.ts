/** Mail at the desk: how it goes out, what it looks like, and the files of a site that sends none. */
export const deskMail = {
  actions: {
    lifted: 'Lifted.',
    itWasLiftedAlready: 'It was lifted already.',
  },
  page: {
    mail: 'Mail',
    mailComesFromAddress: 'Mail comes from <part>{address}</part> and goes {way}.',
    gallery: 'See every mail that we write',
    outbox: 'Outbox: the mails that went into files',
    theSendingDomain: 'The sending domain',
    refusedAddresses: 'Addresses that get no more mail',
    noneAddressesComeHere:
      'None. Addresses come here when their mail comes back for good, or when a reader calls it spam.',
    allRefused:
      '{all, number} in all, the latest first. When an owner says that the mailbox works, lift it here, and at your mail provider if that keeps a list of its own. Then he can ask for notices anew.',
    addressOrWhy: 'Address, or why',
    show: 'Show',
    noAddressFits: 'No address fits.',
    liftThisForEmail: 'Lift<unseen> this for {email}</unseen>',
    addresses: 'addresses',
    oneThingToMend:
      '{troubles, plural, one {One thing to mend at {domain}} other {{troubles, number} things to mend at {domain}}}',
    mailboxesCanTellMail: 'Mailboxes can tell mail of {domain} from a forgery',
    lookUpFailed: '{domain} could not be looked up just now',
    throughResend: 'through Resend',
    throughSmtp: 'through SMTP',
    toFilesOnly: 'to files only',
  },
  galleryPage: {
    allOurMails: 'All our mails',
    allMails: 'All {samples, number} mails that we write',
    withMadeUpFacts:
      'With made-up facts, as a mail program shows them by day and by night. Times are in the reader’s zone, here New York’s, and in the site’s for staff.',
    mails: 'Mails',
    nameLight: '{name}, light',
    nameDark: '{name}, dark',
    plainAndHeaders: 'As plain text, and its headers',
    noHeadersOfOur: 'No headers of our own.',
  },
  outboxPage: {
    outbox: 'Outbox',
    mailsThatWereWritten: 'Mails that were written, and not sent anywhere',
    noProvider:
      'No mail provider is set, so every mail is a file. Set RESEND_API_KEY or SMTP_URL to send them.',
    noneYet: 'None yet.',
    toTo: 'to {to}{hasSentAt, select, yes {, <sentAt></sentAt>} other {}}',
    mails: 'mails',
  },
  onePage: {
    mail: 'Mail',
    toTo: 'to {to}{hasSentAt, select, yes {, <sentAt></sentAt>} other {}}',
    asAMailProgram: 'As a mail program shows it',
    theMail: 'The mail',
    asText: 'As text',
  },
} as const
