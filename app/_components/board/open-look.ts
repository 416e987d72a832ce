import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import type { Words } from '#lib/words/words.ts'
import { lookOf, type Tone } from './look.ts'
import type { ShapeName } from './shape.tsx'

export type OpenLook = { tone: Tone; shape: ShapeName; word: string }

/** Maintenance that does not take place. */
export function isCalledOff({ maintenance }: OpenPost): boolean {
  return maintenance?.isCancelled ?? false
}

/** The state of an open post as customers read it. */
export function openLook(words: Words, post: OpenPost): OpenLook {
  switch (post.kind) {
    case 'maintenance':
      return maintenanceLook(words, post.maintenance)
    case 'advisory':
      return { tone: 'work', shape: 'note', word: words('posts.kind.advisory') }
    case 'incident':
      return incidentLook(words, post)
  }
}

function maintenanceLook(words: Words, maintenance: OpenPost['maintenance']): OpenLook {
  if (maintenance?.isCancelled)
    return { tone: 'plain', shape: 'diamond', word: words('posts.phase.cancelled') }
  if (!maintenance?.isRunning) return { tone: 'plain', shape: 'diamond', word: words('posts.look.planned') }
  return {
    tone: 'work',
    shape: 'diamond',
    word: words(maintenance.kind === 'countermeasure' ? 'posts.look.ourDoing' : 'posts.look.inProgress'),
  }
}

function incidentLook(words: Words, { impact, isWatching, isChecking }: OpenPost): OpenLook {
  if (impact === 'operational') return { tone: 'slow', shape: 'note', word: words('posts.look.open') }
  const state = isWatching ? 'recovered' : conditionOf(impact, isChecking ? 'suspicious-file' : null)
  return { ...lookOf(state), word: words(`servers.badge.${state}`) }
}

/** Maintenance that has not begun, or does not take place. */
export function isPlanned(post: OpenPost): boolean {
  return post.kind === 'maintenance' && !post.maintenance?.isRunning
}
