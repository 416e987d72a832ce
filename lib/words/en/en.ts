import { alerts } from './callers/alerts.ts'
import { api } from './callers/api.ts'
import { customers } from './callers/customers.ts'
import { discovery } from './callers/discovery.ts'
import { entries } from './callers/entries.ts'
import { statuspage } from './callers/statuspage.ts'
import { deskAgents } from './desk/agents.ts'
import { deskAlerts } from './desk/alerts.ts'
import { deskClient } from './desk/client.ts'
import { deskComments } from './desk/comments.ts'
import { deskContainment } from './desk/containment.ts'
import { deskDelays } from './desk/delays.ts'
import { deskDoor } from './desk/door.ts'
import { deskFindings } from './desk/findings.ts'
import { deskForms } from './desk/forms.ts'
import { deskImports } from './desk/imports.ts'
import { deskIncidents } from './desk/incidents.ts'
import { deskIndicators } from './desk/indicators.ts'
import { deskKeys } from './desk/keys.ts'
import { deskMail } from './desk/mail.ts'
import { deskMaintenance } from './desk/maintenance.ts'
import { deskNow } from './desk/now.ts'
import { deskAccount } from './desk/office/account.ts'
import { deskAudit } from './desk/office/audit.ts'
import { deskBrands } from './desk/office/brands.ts'
import { deskCustomers } from './desk/office/customers.ts'
import { deskDeliveries } from './desk/office/deliveries.ts'
import { deskPeople } from './desk/office/people.ts'
import { deskSettings } from './desk/office/settings.ts'
import { deskSubscribers } from './desk/office/subscribers.ts'
import { deskPolicy } from './desk/policy.ts'
import { deskPost } from './desk/post.ts'
import { deskPosts } from './desk/posts.ts'
import { deskReaders } from './desk/readers.ts'
import { deskServers } from './desk/servers.ts'
import { deskShared } from './desk/shared.ts'
import { deskSources } from './desk/sources.ts'
import { devices } from './devices.ts'
import { documents } from './documents/documents.ts'
import { incidents } from './incidents.ts'
import { channels } from './sent/channels.ts'
import { drafts } from './sent/drafts.ts'
import { mail } from './sent/mail.ts'
import { maintenance } from './sent/maintenance.ts'
import { notices } from './sent/notices.ts'
import { servers } from './servers.ts'
import { board } from './site/board.ts'
import { brands } from './site/brands.ts'
import { comments } from './site/comments.ts'
import { containment } from './site/containment.ts'
import { destinations } from './site/destinations.ts'
import { feeds } from './site/feeds.ts'
import { find } from './site/find.ts'
import { forms } from './site/forms.ts'
import { history } from './site/history.ts'
import { kit } from './site/kit.ts'
import { posts } from './site/posts.ts'
import { preferences } from './site/preferences.ts'
import { readers } from './site/readers.ts'
import { site } from './site/site.ts'
import { subscribers } from './site/subscribers.ts'
import { desk } from './staff/desk.ts'
import { doctor } from './staff/doctor.ts'
import { imports } from './staff/imports.ts'
import { policy } from './staff/policy.ts'
import { record } from './staff/record.ts'
import { reminders } from './staff/reminders.ts'
import { reviews } from './staff/reviews.ts'
import { sending } from './staff/sending.ts'
import { sources } from './staff/sources.ts'
import { time } from './time.ts'

/** How the language is known to Intl, for lists, numbers and dates; code: as HTML names it. */
const language = { tag: 'en-GB', code: 'en' } as const

/**
 * English, one file for each noun, in the room of who reads it: site (public pages), sent (mails and other messages), staff
 * (the desk), callers (programs that send us something), documents (programs that read us); beside this file what several
 * rooms say. A message is a whole sentence or a whole label, never a piece of one.
 */
export const en = {
  alerts,
  api,
  discovery,
  entries,
  record,
  statuspage,
  board,
  brands,
  channels,
  comments,
  containment,
  customers,
  desk,
  deskAudit,
  deskDeliveries,
  deskAccount,
  deskPeople,
  deskBrands,
  deskCustomers,
  deskSubscribers,
  deskSettings,
  deskImports,
  deskDelays,
  deskKeys,
  deskFindings,
  deskIndicators,
  deskAgents,
  deskSources,
  deskReaders,
  deskMail,
  deskPolicy,
  deskClient,
  deskComments,
  deskPost,
  deskPosts,
  deskMaintenance,
  deskContainment,
  deskServers,
  deskAlerts,
  deskIncidents,
  deskNow,
  deskDoor,
  deskForms,
  deskShared,
  destinations,
  devices,
  doctor,
  documents,
  drafts,
  feeds,
  find,
  forms,
  history,
  imports,
  incidents,
  kit,
  language,
  mail,
  maintenance,
  notices,
  policy,
  posts,
  preferences,
  readers,
  reminders,
  reviews,
  sending,
  servers,
  site,
  sources,
  subscribers,
  time,
} as const
