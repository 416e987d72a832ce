import type { Message } from '#lib/channels/channel.ts'

export const began: Message = {
  deliveryId: 'delivery0001',
  noticeId: 'notice000001',
  kind: 'began',
  postId: 'post00000001',
  postTitle: 'web07 is down',
  phase: 'investigating',
  headline: 'web07 is down.',
  lines: ['web07 has been down since 03:00 UTC.', 'We know about it and are working on it now.'],
  url: 'https://status.example.com/posts/web07-is-down',
  unsubscribeUrl: 'https://status.example.com/unsubscribe/token',
  servers: [
    {
      id: 'server000007',
      label: 'web07',
      impact: 'major_outage',
      cause: 'outage',
      since: '2013-02-19T03:00:00.000Z',
    },
  ],
  impact: 'major_outage',
  at: new Date('2013-02-19T03:00:05Z'),
  siteName: 'Example Hosting',
  siteUrl: 'https://status.example.com',
  nextUpdateAt: null,
}

export const ended: Message = {
  ...began,
  kind: 'ended',
  phase: 'resolved',
  headline: 'All clear: web07.',
  impact: 'operational',
  lines: ['web07 is well again.'],
}

/** Every character that some channel's markup gives a meaning to. */
export const nasty: Message = {
  ...began,
  headline: '<b>*web_07*</b> & `@everyone` [x](https://evil.example) "~|>#',
  lines: ['<!channel> <@U1> </b> &amp; **bold** __under__'],
}
