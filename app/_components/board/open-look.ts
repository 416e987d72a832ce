import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { impactPhrase } from '#lib/rules/servers/wording.ts'
import { lookOf, type Tone } from './look.ts'
import type { ShapeName } from './shape.tsx'

export type OpenLook = { tone: Tone; shape: ShapeName; word: string }

/** The state of an open post as customers read it. */
export function openLook(post: OpenPost): OpenLook {
  switch (post.kind) {
    case 'maintenance':
      return maintenanceLook(post.maintenance)
    case 'advisory':
      return { tone: 'work', shape: 'note', word: 'Advisory' }
    case 'incident':
      return incidentLook(post)
  }
}

function maintenanceLook(maintenance: OpenPost['maintenance']): OpenLook {
  if (!maintenance?.isRunning) return { tone: 'plain', shape: 'diamond', word: 'Planned' }
  return {
    tone: 'work',
    shape: 'diamond',
    word: maintenance.kind === 'countermeasure' ? 'Our doing' : 'In progress',
  }
}

function incidentLook({ impact, isWatching, isChecking }: OpenPost): OpenLook {
  if (impact === 'operational') return { tone: 'slow', shape: 'note', word: 'Open' }
  const word = isWatching ? 'recovered' : impactPhrase(impact, isChecking ? 'suspicious-file' : null)
  return { ...lookOf(word), word: upperFirst(word) }
}

export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Work that has not begun. */
export function isPlanned(post: OpenPost): boolean {
  return post.kind === 'maintenance' && !post.maintenance?.isRunning
}
