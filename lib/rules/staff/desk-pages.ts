import { type DeskRole, isAtLeast } from './role.ts'

/**
 * The least role that opens each page of the desk, by its address; [x] stands for one part. Pages with addresses or other
 * facts of readers and customers begin at responder, pages that are nothing but a form at the role that may send it.
 */
const leastToOpen: Readonly<Record<string, DeskRole>> = {
  '/desk': 'reader',
  '/desk/account': 'reader',
  '/desk/agents': 'reader',
  '/desk/agents/[id]': 'reader',
  '/desk/agents/new': 'editor',
  '/desk/alerts': 'reader',
  '/desk/alerts/[sequence]': 'reader',
  '/desk/audit': 'editor',
  '/desk/brands': 'owner',
  '/desk/brands/[id]': 'owner',
  '/desk/brands/[id]/preview': 'owner',
  '/desk/brands/new': 'owner',
  '/desk/comments': 'reader',
  '/desk/containment': 'reader',
  '/desk/customers': 'responder',
  '/desk/customers/[customer]': 'responder',
  '/desk/delays': 'reader',
  '/desk/deliveries': 'responder',
  '/desk/deliveries/[id]': 'responder',
  '/desk/findings': 'reader',
  '/desk/findings/[id]': 'reader',
  '/desk/first-run': 'owner',
  '/desk/help/[page]': 'reader',
  '/desk/incidents': 'reader',
  '/desk/incidents/[id]': 'responder',
  '/desk/incidents/new': 'responder',
  '/desk/incidents/templates': 'editor',
  '/desk/indicators': 'responder',
  '/desk/indicators/import': 'editor',
  '/desk/keys': 'owner',
  '/desk/keys/[id]': 'owner',
  '/desk/mail': 'responder',
  '/desk/mail/gallery': 'reader',
  '/desk/maintenance': 'reader',
  '/desk/maintenance/[id]': 'editor',
  '/desk/outbox': 'responder',
  '/desk/outbox/[name]': 'responder',
  '/desk/people': 'reader',
  '/desk/people/me': 'reader',
  '/desk/people/sign-in': 'owner',
  '/desk/policy': 'owner',
  '/desk/posts': 'reader',
  '/desk/posts/[id]': 'reader',
  '/desk/posts/[id]/acknowledge': 'responder',
  '/desk/posts/[id]/advance': 'editor',
  '/desk/posts/[id]/edit': 'editor',
  '/desk/posts/[id]/preview': 'reader',
  '/desk/posts/[id]/review': 'responder',
  '/desk/posts/[id]/review/preview': 'reader',
  '/desk/posts/new': 'editor',
  '/desk/posts/progress': 'responder',
  '/desk/readers': 'owner',
  '/desk/servers': 'reader',
  '/desk/servers/[id]': 'reader',
  '/desk/servers/[id]/retire': 'editor',
  '/desk/servers/groups': 'editor',
  '/desk/servers/import': 'editor',
  '/desk/servers/new': 'editor',
  '/desk/settings': 'owner',
  '/desk/settings/channels': 'owner',
  '/desk/settings/imports': 'owner',
  '/desk/settings/imports/[id]': 'owner',
  '/desk/settings/look': 'owner',
  '/desk/settings/mail': 'owner',
  '/desk/settings/pictures': 'owner',
  '/desk/settings/shown': 'owner',
  '/desk/settings/site': 'owner',
  '/desk/settings/times': 'owner',
  '/desk/sources': 'reader',
  '/desk/sources/[id]': 'reader',
  '/desk/sources/new': 'editor',
  '/desk/subscribers': 'responder',
  '/desk/subscribers/[id]': 'responder',
  '/desk/subscribers/[id]/edit': 'editor',
  '/desk/subscribers/import': 'editor',
  '/desk/subscribers/new': 'editor',
  '/desk/subscribers/person': 'editor',
  '/desk/unmatched': 'reader',
  '/desk/work': 'reader',
}

const known = Object.entries(leastToOpen).map(([address, least]) => ({
  form: new RegExp(`^${address.replace(/\[\w+\]/g, '[^/]+')}$`),
  isExact: !address.includes('['),
  least,
}))

/** The addresses of the pages, in which [x] stands for one part. */
export const deskPages = Object.keys(leastToOpen)

/** The least role that opens a page of the desk; null: there is no such page. asked: as it came, its query included. */
export function leastOfPage(asked: string): DeskRole | null {
  const path = asked.split('?', 1)[0] ?? ''
  const fitting = known.filter(({ form }) => form.test(path))
  return (fitting.find(({ isExact }) => isExact) ?? fitting[0])?.least ?? null
}

/** The same; what is no page opens to owners alone. */
export function leastRoleOf(asked: string | null): DeskRole {
  return leastOfPage(asked ?? '') ?? 'owner'
}

/** Whether a person of this role may open an address of the desk. */
export function mayOpen(role: DeskRole, asked: string | null): boolean {
  return isAtLeast(role, leastRoleOf(asked))
}
