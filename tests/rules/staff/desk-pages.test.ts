import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deskPages, leastRoleOf, mayOpen } from '#lib/rules/staff/desk-pages.ts'
import { isAtLeast, roles } from '#lib/rules/staff/role.ts'

const there = globSync('app/desk/(staff)/**/page.tsx')
  .map(
    file =>
      `/${file
        .replace(/^app\//, '')
        .replace(/\/page\.tsx$/, '')
        .replace('/(staff)', '')}`,
  )
  .sort()

describe('the table of desk pages', () => {
  it('has a line for each page, and for nothing else', () => {
    expect([...deskPages].sort()).toEqual(there)
  })

  it.each(deskPages)('opens %s to the roles from its own on', address => {
    const asked = `${address.replace(/\[\w+\]/g, 'x7k2')}?page=2`
    const least = leastRoleOf(asked)
    expect(least).toBe(leastRoleOf(address))
    for (const role of roles) expect(mayOpen(role, asked)).toBe(isAtLeast(role, least))
  })

  it.each([null, '', '/desk/nowhere', '/desk/%70olicy', '//desk', '/desk/posts/x/y', '/desk/posts/'])(
    'opens %s, which is no page, to owners alone',
    asked => {
      expect(leastRoleOf(asked)).toBe('owner')
    },
  )
})
