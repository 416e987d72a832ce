/** What staff are reminded of. title: of the post; the name of a key, a source or a copy. */
export const reminders = {
  headline: {
    untaken: '{title}: nobody has taken it.',
    held: '{title}: it is held, and nobody looks at it.',
    'promise-late': '{title}: the promised update is late.',
    'promise-soon': '{title}: an update is promised by {at}.',
    'end-waits': '{title}: all is clear, and it ends by itself at {at}.',
    comment: '{title}: a comment waits for an answer.',
    'key-ends': 'The key {title} ends at {at}.',
    'key-leaked': 'The key {title} was found where it should not be.',
    'token-leaked': 'The token of {title} was found where it should not be.',
    'copy-failing': 'The copy at {title} cannot be written.',
    'copy-written': 'The copy at {title} is written again.',
    found: '{title}: held for you.',
    withheld: '{title}: its notices are withheld.',
  },
  line: {
    untaken: 'It has been public since {at}. Readers are told no more than that we were alerted.',
    held: 'It has waited since {at}. Readers see nothing of it.',
    'promise-late': 'It was due by {at}, and readers see that it is late.',
    'promise-soon': 'Readers expect it. Write it, or promise another time.',
    'end-waits': 'Keep it open at the desk if it is not over.',
    comment: 'It has waited since {at}.',
    'key-ends': 'What uses it is refused from then on. Renew it at the desk, under API keys.',
    'key-leaked':
      'The secret that was found has opened nothing since {at}. Look in the record for what was done with it, and give what used it a new one.',
    'token-leaked':
      'The token that was found has been refused since {at}. Alerts that still come with it are lost: rotate the token at the desk, under Sources.',
    'copy-failing':
      'It has failed since {at}, and is tried again by itself. Whoever reads the copy sees the state of before. The desk says what its place answered.',
    'copy-written': 'It shows the present state since {at}.',
    found: 'Readers see nothing of it until somebody of you approves it.',
    withheld: 'So many are more than an hour should bring. They wait until somebody of you lets them go.',
  },
  /** Of several at once. */
  several: '{count, plural, other {# things wait for you}}.',
  more: '{count, plural, one {And one more.} other {And # more.}}',
  next: 'A colleague was reminded before you, and it still waits.',
  why: 'You get this because you are among the staff of {site}. How you are reminded, you choose at the desk.',
  open: 'Open the desk',
  choose: 'How you are reminded',
} as const
