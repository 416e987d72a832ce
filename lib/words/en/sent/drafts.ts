/** What is proposed to staff, to be changed and published. names: servers, of which there are count. */
export const drafts = {
  noData: 'We get no data from {names} and are finding out why. We will say here what we know.',
  suspiciousFile:
    '{count, plural, one {We found a suspicious file on {names} and are checking this server. Sites may answer slowly meanwhile. We will say here what we find.} other {We found a suspicious file on {names} and are checking these servers. Sites may answer slowly meanwhile. We will say here what we find.}}',
  lookingInto: 'We are looking into it.',
  /** Of a suspicious file: that nobody finds it any more is no all clear, so a person says what was done. */
  endChecked: 'Our check of {names} is over, and with it this incident.',
  end: '{count, plural, one {All clear: {names} works as usual again. This incident is over.} other {All clear: {names} work as usual again. This incident is over.}}',
  /** The words that staff can begin an update with, until they keep their own. Their fields are filled from facts. */
  templates: {
    look: {
      name: 'Looking into it',
      outage:
        'We are looking into an outage of {servers}. It began at {since}. The next update is due by {next}.',
      slowdown:
        'Since {since} answers of {servers} take longer than usual. We are looking for the cause. The next update is due by {next}.',
      file: 'Our scan found a file that should not be there on {servers}. We are checking what it is and how it got there; things may be slow meanwhile. The next update is due by {next}.',
    },
    found: {
      name: 'Cause found',
      outage:
        'We have found the cause of the outage of {servers} and are repairing it. The next update is due by {next}.',
      slowdown:
        'We know why {servers} answer slowly and are working on it. The next update is due by {next}.',
      file: 'We know what the file on {servers} does and are removing it. The next update is due by {next}.',
    },
    supplier: {
      name: 'At a supplier',
      any: 'The cause lies with a supplier of ours, who is working on it. We stay in touch with them. The next update is due by {next}.',
    },
    longer: {
      name: 'Takes longer',
      any: 'This takes longer than we thought, and we are still on it. The next update is due by {next}.',
    },
    watching: {
      name: 'Repaired, watching',
      any: 'We have repaired it and are watching whether it stays well. The next update is due by {next}.',
    },
    over: {
      name: 'It is over',
      outage: 'The outage of {servers} that began at {since} is over. Thank you for your patience.',
      slowdown: 'Since it is repaired, {servers} answer as usual. Thank you for your patience.',
      file: 'The check of {servers} is finished. There is nothing that you have to do.',
    },
  },
  /** What is noted of one server of maintenance, and of what a changed plan leaves out. */
  turn: {
    done: '{server} is done.',
    dropped: '{server} is left out: {reason}',
  },
  /** Of a server that is named in an incident by mistake. title: of the incident. */
  mistake: {
    title: '{server} was not affected',
    text: 'We named {server} by mistake in “{title}”. It was not affected, and nothing was wrong with it because of that. We are sorry for the alarm.',
  },
  replanned: 'The plan has changed.',
  /** What is noted where staff press a button and write nothing: of an incident that they take, and of work that they end. */
  taken: 'We are on it.',
  completed: 'It is done.',
  /** What we do against trouble, as the title of its post. */
  measure: {
    scan: 'We are scanning {names}',
    reboot: 'We are restarting {names}',
    block: 'We are blocking traffic to protect {names}',
  },
} as const
