import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'

export type KumaMonitor = {
  id: string
  name: string
  /** Host names and URLs that it checks; a check of another kind says "https://". */
  checked: readonly unknown[]
  note: string | null
  groupId: string | null
}

export function addKumaMonitor(draft: Draft, { id, name, checked, note, groupId }: KumaMonitor) {
  const { hosts, addresses } = whereabouts([...hostOfName(name), ...checked])
  const text = note?.trim().slice(0, 500) || null
  draft.add({ kind: 'server', id, name: name.slice(0, 200), hosts, addresses, groupId, note: text })
}
