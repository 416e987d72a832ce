export type DemoComment = {
  author: string
  isStaff: boolean
  /** Plain text; an empty line parts paragraphs. */
  body: string
  at: Date
  /** Which comment it answers, by its place in this list from 0. */
  replyTo?: number
}

/** The slug of the advisory that they belong to. */
export const demoAdvisory = '2013-02-19-high-alert-rootkit-on-hosting-servers'

/** The thread below the February 2013 advisory: how "point 6" is misread, and how staff sort it out. */
export const demoComments: readonly DemoComment[] = [
  {
    author: 'Martin',
    isStaff: false,
    at: new Date('2013-02-19T10:52:00-06:00'),
    body: 'Thank you for telling us. This explains a lot: I keep getting spam from strangers. I block one sender after the other, and it goes on regardless. So that is where it comes from.',
  },
  {
    author: 'Dana',
    isStaff: true,
    at: new Date('2013-02-19T11:20:00-06:00'),
    replyTo: 0,
    body: 'Martin, I am afraid that is not where it comes from. The file we removed was never on the server that hosts you. Where it was, it did no harm: it sent no spam, and no mail settings were changed. It has nothing to do with the mail you get.\n\nBlocking senders does not help because the sender in a spam message is forged, and it is a different one each time. A block list never catches up with that.',
  },
  {
    author: 'Martin',
    isStaff: false,
    at: new Date('2013-02-19T12:05:00-06:00'),
    replyTo: 1,
    body: 'Hello Dana, I was only going by point 6 above, which says that the attackers use this to send spam. I have been your customer for years, and this past week there was far more junk than usual, so I thought the two belonged together. Can they do it or not?',
  },
  {
    author: 'Dana',
    isStaff: true,
    at: new Date('2013-02-19T12:41:00-06:00'),
    replyTo: 2,
    body: 'That is a fair question, and I should have put it better. We saw the file appear. We saw nothing suspicious being done with it. Point 6 is what others report: elsewhere, machines infected like this have sent spam. We have no evidence that any server of ours did, and we probably acted early enough to prevent it.\n\nSpeaking generally, much of the spam in the world does come from compromised machines, just not from yours or ours in this case. And attackers tend to move on as soon as a server gives them a little trouble. There are plenty of neglected ones that are easier.',
  },
  {
    author: 'Helen',
    isStaff: false,
    at: new Date('2013-02-20T08:15:00-06:00'),
    body: 'Many thanks for such a thorough warning, and for the work behind it. Our shop depends on your servers. Pages were slow this morning, and knowing the reason made the wait much easier to bear.',
  },
]
