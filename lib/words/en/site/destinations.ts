/** The other ways to reach a subscriber, on the page of the preferences. */
export const destinations = {
  /** A channel as its owner calls it. */
  channel: {
    webhook: 'Webhook',
    slack: 'Slack',
    discord: 'Discord',
    teams: 'Microsoft Teams',
    telegram: 'Telegram',
    ntfy: 'ntfy',
    'web-push': 'This browser',
    sms: 'SMS',
  },
  title: 'Where it reaches you',
  place: '{channel}, {address}',
  named: '{label} ({channel}, {address})',
  buttonOf: '({name})',
  lastAnswer: 'Last answer: {answer}',
  full: 'You have {count, plural, one {# way} other {# ways}}, as many as we take. Remove one to add another.',
  state: {
    works: 'Works.',
    waitsForCode: 'Waits for the code that we sent there. Until then nothing else is sent.',
    waitsForTest: 'No message has got there yet. Until then nothing else is sent.',
    quarantined:
      'Messages did not arrive any more, so we have stopped. A test that arrives starts it again; otherwise we forget it after {days, plural, one {# day} other {# days}}.',
  },
  button: {
    confirm: 'Confirm',
    newCode: 'Send a new code',
    test: 'Send a test',
    remove: 'Remove',
  },
  code: 'Code from the message',
  secret:
    'Keep this secret, with which you check our signature (Standard Webhooks). It is shown only until you confirm: <code>{secret}</code>',
  mail: {
    name: 'Mail',
    works: 'Works.',
    off: 'Off. It is on again by itself should nothing else reach you.',
    start: 'Mail me again',
    stop: 'Stop mailing me',
  },
  add: {
    title: 'Add another way',
    token: 'Access token, if the topic is protected',
    label: 'What you call it, if you like',
    button: 'Add {channel}',
  },
  /** What the script says that adds this browser; it writes why in place of {reason}. */
  browser: {
    button: 'Show messages in this browser',
    failed: 'This browser takes no messages: {reason}',
    denied: 'you have not allowed them. Allow them for this site in the browser’s settings.',
  },
  /** What the address of a channel is called, and where to find it. */
  ask: {
    webhook: {
      label: 'Address of your endpoint',
      hint: 'Begins with https://. We post JSON as Statuspage does, signed by Standard Webhooks; the first has your code.',
    },
    slack: {
      label: 'Address of the incoming webhook',
      hint: 'From your Slack app under “Incoming Webhooks”: https://hooks.slack.com/services/…',
    },
    discord: {
      label: 'Address of the webhook',
      hint: 'From the channel’s settings under “Integrations”: https://discord.com/api/webhooks/…',
    },
    teams: {
      label: 'Address of the workflow',
      hint: 'From the channel’s menu under “Workflows”, template “Send webhook alerts to a channel”.',
    },
    telegram: {
      label: 'Number of the chat, or @name of a channel',
      hint: 'First write /start to our bot, or add it to the group; it answers with the number.',
    },
    ntfy: {
      label: 'Address of the topic',
      hint: 'The server and the topic: https://ntfy.sh/your-topic',
    },
    sms: {
      label: 'Number of your mobile',
      hint: 'With the country: +49 170 1234567',
    },
  },
  /** What became of a form that was sent: it worked. */
  done: {
    active: 'Done. From now on we tell you there as well.',
    'code-sent':
      'We have sent a code there. Type it below; it is valid for {minutes, plural, one {# minute} other {# minutes}}.',
    tested: 'The test was sent and taken.',
    removed: 'Removed. Nothing is sent there any more.',
    'mail-off': 'We do not mail you any more. What you chose below stays.',
    'mail-on': 'We mail you again.',
  },
  /** It did not. */
  failed: {
    failed: 'The message did not get there. Below stands what was answered; correct it and try again.',
    closed: 'This address gets no notices, so there is nothing to add to. Subscribe first.',
    channel: 'We cannot send there at present. Choose another way.',
    many: 'You have as many ways as we take. Remove one first.',
    known: 'You have this one already. See the list below.',
    often: 'Enough messages were asked for today. Try again tomorrow.',
    gone: 'That is not there any more. See the list below.',
    wrong: 'That is not the code. Look at the newest message that we sent there.',
    expired: 'The code is too old. Have a new one sent.',
    tries: 'That were too many wrong codes. Have a new one sent.',
    'only-way': 'Mail is the only way that reaches you. Add another first.',
    'wrong-channel': 'Choose one of the ways below.',
    'wrong-address': 'That is not such an address. Copy it whole, as the hint beside the field says.',
    'wrong-browser': 'This browser’s messages go by a service that we do not know. Choose another way.',
    'wrong-label': 'The name is too long. Take 40 characters or less.',
    'wrong-token': 'The token holds characters that no token has. Copy it anew.',
  },
  stop: {
    title: 'Stop these messages',
    headline: 'Shall we stop writing there?',
    text: '{site} then sends no more messages to where you read this link. Whoever asked for them hears by their other ways, or by mail.',
    button: 'Stop these messages',
    instead: 'To choose what is told instead, <preferences>change what you get</preferences>.',
  },
  stopped: {
    title: 'Messages are off',
    headline: 'We send no more messages there.',
    text: 'It counts from now on. How things are is always on <board>the board</board>, and if this was a mistake you can <again>add it again</again>.',
  },
} as const
