import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import type { FleetFilter } from '#db/reads/agents/fleet.ts'
import { standingField } from './agent-forms.ts'

export type FleetQuery = Partial<Record<'standing' | 'text' | 'group' | 'page', string | string[]>>

/** What the address asks for. page null: no page has such a number. */
export function fleetFilter({
  standing,
  text,
  group,
  page,
}: FleetQuery): FleetFilter & { page: number | null } {
  return {
    standing: standingField.safeParse(standing).data ?? null,
    text: textOf(text),
    groupId: typeof group === 'string' && /^([a-z0-9]{12}|none)$/.test(group) ? group : null,
    page: pageOf(page),
  }
}

export function fleetAddress({ standing, text, groupId }: FleetFilter, page: number): string {
  return listAddress('/desk/agents', { standing, text, group: groupId, page: page > 1 ? page : null })
}
