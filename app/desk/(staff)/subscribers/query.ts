import { listAddress, pageOf } from '#app/desk/list-query.ts'
import { type SubscriberFilter, subscriberStates } from '#db/reads/subscribers/desk-subscribers.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'

/** The address of the list: what is looked for, by the names of the form's fields. */
export type SubscriberQuery = Partial<
  Record<'text' | 'server' | 'state' | 'page' | 'erased', string | string[]>
>

export type SubscriberSearch = {
  filter: SubscriberFilter
  /** As it was typed. */
  server: string
  /** A server was typed that there is not. */
  isUnknownServer: boolean
  /** null: no page is called so. */
  page: number | null
}

/** What the address asks for. What cannot be meant is left out. */
export function searchOf(
  query: SubscriberQuery | Record<string, string>,
  { servers }: Targets,
): SubscriberSearch {
  const server = textOf(query.server, 253)
  const found = server === '' ? null : chosenServer(server, servers)
  return {
    filter: {
      text: textOf(query.text, 254).toLowerCase() || null,
      serverId: found?.id ?? null,
      state: subscriberStates.find(state => state === query.state) ?? null,
    },
    server,
    isUnknownServer: server !== '' && !found,
    page: pageOf(query.page),
  }
}

function textOf(value: string | string[] | undefined, most: number): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, most) : ''
}

/** The same search on another page. */
export function subscribersAddress({ filter, server }: SubscriberSearch, page: number): string {
  return listAddress('/desk/subscribers', { text: filter.text, server, state: filter.state, page })
}
