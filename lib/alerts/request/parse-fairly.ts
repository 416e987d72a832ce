import { fieldsOf } from '#lib/alerts/fields/fields.ts'
import { type Parse, type Parsed, type ParsedItem, rejected } from '#lib/alerts/item/item.ts'
import { mapFairly } from '#lib/limits/fair-queue.ts'

/** How many members of a list are parsed in one go. */
const membersPerStep = 10

type Request = Parameters<Parse>[0]

/**
 * Parses a request as parse does, and lets others be served while the members of a long list are parsed. Members beyond
 * the limit are not looked at. A list is the body itself or its alerts.
 */
export async function parseFairly(parse: Parse, request: Request, most: number): Promise<Parsed> {
  const { body, receivedAt } = request
  const fields = fieldsOf(body)
  const list = Array.isArray(body) ? body : fields?.alerts
  if (!Array.isArray(list) || list.length <= membersPerStep) return parse(request)
  const withMembers = (members: unknown[]) =>
    parse({ body: fields ? { ...fields, alerts: members } : members, receivedAt })
  const first = withMembers(list.slice(0, membersPerStep))
  // Where one member gives several alerts, or none, the places of the others are not known.
  if ('unreadable' in first || first.items.length !== membersPerStep) return parse(request)
  const read = await mapFairly(slicesOf(list.slice(membersPerStep, most)), slice => {
    // What a list is of, a format may tell by its first member.
    const parsed = withMembers([list[0], ...slice])
    return 'unreadable' in parsed ? slice.map(() => unread(parsed.unreadable)) : parsed.items.slice(1)
  })
  const beyond = list.slice(Math.max(most, membersPerStep)).map(() => unread('There are too many alerts.'))
  return { items: [...first.items, ...read.flat(), ...beyond], messageId: first.messageId }
}

function slicesOf(list: readonly unknown[]): (readonly unknown[])[] {
  return Array.from({ length: Math.ceil(list.length / membersPerStep) }, (_, i) =>
    list.slice(i * membersPerStep, (i + 1) * membersPerStep),
  )
}

function unread(reason: string): ParsedItem {
  return rejected('alerts', reason)
}
