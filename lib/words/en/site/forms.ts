/** What the forms of the site share. */
export const forms = {
  notSent: 'Not sent yet',
  problem: 'Problem:',
  problems: {
    email: 'That is not an e-mail address. Write it like jane@example.com.',
    mailbox:
      'Our mail cannot go to an address with letters such as ö, é or я before the @; after it they are fine. Give another address of yours, in plain letters before the @.',
    target: 'Give your domain, or choose a server, a group or all servers.',
    targetGone: 'One of these servers is gone. Look through the list and save again.',
    domain: 'That is not a domain. Write it like example.com.',
    kind: 'Choose at least one kind of news.',
    kindOrStop: 'Choose at least one kind of news, or stop all notices below.',
    many: 'That is more than one address can watch. Choose a group or all servers.',
    often: 'Too much came from your network just now. Wait a few minutes, then send it again.',
  },
  refusal: {
    otherSite: 'This form came from another site. Open {site} and send it from there.',
    notAForm: 'Send a form as application/x-www-form-urlencoded.',
  },
  kept: {
    comment: 'Your comment is not sent yet.',
    asItIs: 'Leave it as it is',
    away: 'The database of this site did not answer, so nothing was done. What you typed is kept here: send it again in a few seconds.',
    fault:
      'This site itself has a fault, so this was perhaps not taken. What you typed is kept here: send it again in a few minutes, or look whether it was taken.',
    again: 'Send it again',
    gone: 'What you typed is not here any more.',
    goneText:
      'We keep it for {minutes, plural, one {# minute} other {# minutes}}, and then nothing of it. Go back with your browser, or begin anew at <board>the board</board>.',
  },
  trap: 'Leave this empty',
  email: 'Your e-mail address',
} as const
