import { describe, expect, it } from 'vitest'
import { findTool } from '#lib/alerts/tools.ts'
import { corpus } from './corpus.ts'
import { receivedAt } from './parsed.ts'

/** What these find has no name of its own: a scan's end, or whatever a caller of ours says. */
const nameless = ['imunify', 'lmd', 'generic']

describe('what rules by alert name look at', () => {
  it.each([...corpus()].filter(([format]) => !nameless.includes(format)))(
    '%s gives its alerts a name',
    (format, bodies) => {
      const items = bodies.flatMap(body => {
        const parsed = findTool(format)?.parse({ body, receivedAt })
        return parsed && 'items' in parsed ? parsed.items : []
      })
      const names = items.flatMap(item => (item.is === 'alert' ? [item.labels?.alertname ?? ''] : []))
      expect(names.length).toBeGreaterThan(0)
      expect(names.filter(name => name === '').length).toBeLessThan(names.length)
    },
  )
})
