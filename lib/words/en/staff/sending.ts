/** What staff read of mail and messages that are sent. */
export const sending = {
  /** What DNS says of the domain that mail comes from, and what to do. */
  findings: {
    noSpf: '{domain} has no SPF record: add the one that your mail provider names.',
    manySpf: '{domain} has {count, number} SPF records, which counts as none: join them into one.',
    openSpf:
      'The SPF record of {domain} ends with +all, so anybody may send as it: end it with ~all or -all.',
    goodSpf: '{domain} says who may send for it.',
    noKey:
      '{at} has no key: add the record that your mail provider names, or set MAIL_DKIM_SELECTOR to the name that it uses.',
    revokedKey: 'The key at {at} has been taken back: publish a new one.',
    goodKey: 'Mail of {domain} is signed with the key at {at}.',
    noDmarc:
      '_dmarc.{domain} has no record: add "v=DMARC1; p=none; rua=mailto:…" first, and look at the reports.',
    goodDmarc:
      '{policy, select, quarantine {{domain} asks mailboxes to quarantine mail that only claims to be its own.} other {{domain} asks mailboxes to reject mail that only claims to be its own.}}',
    watchingDmarc: 'DMARC of {domain} only watches (p=none): once the reports are clean, ask for quarantine.',
    noAnswer: 'DNS did not answer for {at}: look again later.',
  },
  /** Why something waits, as it follows "because". */
  waits: {
    full: 'an hour brought its reader as many mails as it may; bad news would not wait',
    storm: 'an hour brought its reader as many mails with bad news, so the next is one mail for several',
    gathered: 'its reader had a mail a moment ago, and what follows is one mail',
    failed: 'the last attempt did not work',
    paused: 'the other side asked us to wait',
    behind: 'something earlier goes there first',
  },
} as const
