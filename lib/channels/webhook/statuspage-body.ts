import type { Message } from '#lib/channels/channel.ts'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { type Impact, worst } from '#lib/rules/servers/status.ts'
import { impactStatus } from '#lib/rules/statuspage/component-status.ts'
import { shortId } from '#lib/short-id.ts'

/** What tells a receiver how to check our signature. */
const documentation = 'https://www.standardwebhooks.com'

/**
 * The body that Statuspage posts to subscribers, with its keys and no other, since some receivers are strict.
 * The same message makes the same bytes.
 */
export function statuspageBody(message: Message) {
  const { impact, at, siteUrl, unsubscribeUrl } = message
  const pageId = shortId(siteUrl)
  return {
    meta: { unsubscribe: unsubscribeUrl, documentation, generated_at: at.toISOString() },
    page: { id: pageId, status_indicator: indicatorOf(impact), status_description: descriptionOf(impact) },
    incident: incidentOf(message, pageId),
  }
}

function incidentOf(message: Message, pageId: string) {
  const { postId, postTitle, kind, headline, lines, servers, at, url } = message
  const startedAt = startOf(message)
  const isReview = kind === 'review'
  const isOver = isEnd(kind) || isReview || kind === 'trial'
  return {
    id: postId,
    name: kind === 'trial' ? headline : postTitle,
    status: statusOf(message),
    created_at: startedAt,
    updated_at: at.toISOString(),
    started_at: startedAt,
    monitoring_at: null,
    resolved_at: isOver ? at.toISOString() : null,
    impact: indicatorOf(worst(servers.map(server => server.impact))),
    shortlink: url,
    page_id: pageId,
    backfilled: false,
    impact_override: null,
    postmortem_body: isReview ? lines.join('\n') : null,
    postmortem_body_last_updated_at: isReview ? at.toISOString() : null,
    postmortem_ignored: false,

    postmortem_notified_subscribers: isReview,
    postmortem_notified_twitter: false,
    postmortem_published_at: isReview ? at.toISOString() : null,

    scheduled_for: null,
    scheduled_until: null,
    scheduled_auto_transition: false,
    scheduled_remind_prior: false,
    scheduled_reminded_at: null,
    incident_updates: [updateOf(message)],
    components: servers.map((server, position) => componentOf(server, position, message, pageId)),
  }
}

function updateOf(message: Message) {
  const { deliveryId, postId, headline, lines, at } = message
  const moment = at.toISOString()
  return {
    id: shortId(deliveryId),
    incident_id: postId,
    status: statusOf(message),
    body: [headline, ...lines].join('\n'),
    created_at: moment,
    updated_at: moment,
    display_at: moment,
    affected_components: changesOf(message),
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

/** What each server was before and is now; null where the notice does not know what it was. */
function changesOf({ kind, servers }: Message) {
  if (kind !== 'began' && !isEnd(kind)) return null
  return servers.map(({ id, label, impact }) => {
    const [before, after]: Impact[] = kind === 'began' ? ['operational', impact] : [impact, 'operational']
    return {
      code: id,
      name: label,
      old_status: before && impactStatus(before),
      new_status: after && impactStatus(after),
    }
  })
}

function componentOf(server: NoticeServer, position: number, { kind, at }: Message, pageId: string) {
  const isToCome = kind === 'planned' || new Date(server.since) > at
  return {
    id: server.id,
    name: server.label,
    // What is only planned has not changed it yet.
    status: impactStatus(isEnd(kind) || isToCome || kind === 'review' ? 'operational' : server.impact),
    // The earliest moment of the server that a notice knows.
    created_at: server.since,
    updated_at: server.since,
    position: position + 1,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: false,
    only_show_if_degraded: false,
  }
}

function isEnd(kind: Message['kind']): boolean {
  return kind === 'ended' || kind === 'done'
}

function startOf({ servers, at }: Message): string {
  const [first] = servers.map(server => new Date(server.since).toISOString()).sort()
  return first ?? at.toISOString()
}

/** An advisory has no phase of its own: what it warns of is known. */
function statusOf({ kind, phase }: Message): string {
  if (kind === 'trial' || kind === 'ended') return 'resolved'
  if (kind === 'review') return 'postmortem'
  if (kind === 'done') return 'completed'
  return phase ?? 'identified'
}

function indicatorOf(impact: Impact): string {
  switch (impact) {
    case 'operational':
    case 'maintenance':
      return 'none'
    case 'degraded':
      return 'minor'
    case 'partial_outage':
      return 'major'
    case 'major_outage':
      return 'critical'
  }
}

function descriptionOf(impact: Impact): string {
  switch (impact) {
    case 'operational':
      return 'All Systems Operational'
    case 'maintenance':
      return 'Service Under Maintenance'
    case 'degraded':
      return 'Partially Degraded Service'
    case 'partial_outage':
      return 'Partial System Outage'
    case 'major_outage':
      return 'Major Service Outage'
  }
}
