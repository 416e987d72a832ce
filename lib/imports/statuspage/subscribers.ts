import type { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import type { LeftReason } from '#lib/rules/imports/moved.ts'
import type { SpHistogram, SpSubscriber } from './shapes.ts'

/** Adds who has confirmed an address there; other channels have to be proven here, by who owns them. */
export function addSpSubscriber(draft: Draft, subscriber: SpSubscriber) {
  const { id, mode, email, components, quarantined_at, state, created_at } = subscriber
  const channel = mode ?? (email ? 'email' : 'other')
  if (channel !== 'email') return draft.leave(channelReasons[channel] ?? 'other-channel')
  if (quarantined_at) return draft.leave('quarantined-subscriber')
  if (state && state !== 'active') return draft.leave('unconfirmed-subscriber')
  const watched = components.filter(
    component => draft.has('server', component) || draft.has('group', component),
  )
  if (components.length > 0 && watched.length === 0) return draft.leave('watches-nothing-that-came')
  const isGroup = (component: string) => draft.has('group', component)
  draft.add(
    {
      kind: 'subscriber',
      id,
      email: email ?? '',
      watches:
        watched.length === 0
          ? null
          : { servers: watched.filter(each => !isGroup(each)), groups: watched.filter(isGroup) },
      proof: created_at ? `since ${created_at.slice(0, 10)}` : null,
    },
    'subscriber',
  )
}

const channelReasons: Readonly<Record<string, LeftReason>> = {
  sms: 'sms',
  webhook: 'webhook',
  slack: 'chat',
  teams: 'chat',
}

/** Who has not confirmed is no subscriber yet, and who is in quarantine is not written to. */
export function leaveUnconfirmed(draft: Draft, histogram: z.infer<typeof SpHistogram>) {
  const { email } = histogram
  draft.leave('unconfirmed-subscriber', '', Number(email?.unconfirmed ?? 0))
}
