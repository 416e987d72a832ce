/** What is proposed to staff, to be changed and published. names: servers, of which there are count. */
export const drafts = {
  noData: 'We get no data from {names} and are finding out why. We will say here what we know.',
  suspiciousFile:
    '{count, plural, one {We found a suspicious file on {names} and are checking this server. Sites may answer slowly meanwhile. We will say here what we find.} other {We found a suspicious file on {names} and are checking these servers. Sites may answer slowly meanwhile. We will say here what we find.}}',
  lookingInto: 'We are looking into it.',
  end: '{count, plural, one {All clear: {names} works as usual again. This incident is over.} other {All clear: {names} work as usual again. This incident is over.}}',
  /** What we do against trouble, as the title of its post. */
  measure: {
    scan: 'We are scanning {names}',
    reboot: 'We are restarting {names}',
    block: 'We are blocking traffic to protect {names}',
  },
} as const
