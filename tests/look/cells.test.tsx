import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Cells } from '#app/_components/board/cells.tsx'
import type { BoardServer } from '#lib/rules/servers/board.ts'

const server = (label: string, impact: 'operational' | 'major_outage'): BoardServer => ({
  id: label,
  label,
  hostname: 'web07.example.net',
  groupId: null,
  status: { impact, cause: null, isWatching: false, isIntermittent: false, since: null, postId: null },
  maintenanceUntil: null,
})

it('a name of a server is text in its cell, whatever is in it', () => {
  const label = '"><script>alert(1)</script>&'
  const html = renderToStaticMarkup(<Cells servers={[server(label, 'operational')]} className="cells" />)
  expect(html).not.toContain('<script')
  expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;</span>')
})

it('what is fine says its word to who listens alone, and what is down to everybody', () => {
  const servers = [server('web07', 'operational'), server('web08', 'major_outage')]
  const [fine = '', down = ''] = renderToStaticMarkup(<Cells servers={servers} className="cells" />)
    .split('<li')
    .slice(1)
  expect(fine).toContain('class="sr-only"')
  expect(fine).not.toContain('<svg')
  expect(down).toContain('<svg')
  expect(down).not.toContain('sr-only')
})
