import { expect, it } from 'vitest'
import { brandName, readBrandLines, writeBrandLines } from '#lib/rules/brands/brand-server.ts'

it('reads servers one a line, with the names of the brand, and writes them as they were', () => {
  const read = readBrandLines('web07.example.com = Server1.Reseller.example\n\nweb08.example.com\n')
  const lines = [
    { server: 'web07.example.com', name: 'server1.reseller.example' },
    { server: 'web08.example.com', name: null },
  ]
  expect(read).toEqual({ lines })
  expect(readBrandLines(writeBrandLines(lines))).toEqual({ lines })
})

it.each([
  ['web07 = ', 'name', 1],
  ['web07 = a b', 'name', 1],
  ['web08\n= server1', 'name', 2],
  ['web07\nWEB07.', 'twice', 2],
  ['web07 = s1\nweb08 = s1', 'twice', 2],
  [`web07 = ${'a'.repeat(400)}`, 'name', 1],
  [Array.from({ length: 1001 }, (_, i) => `web${i}`).join('\n'), 'many', 1001],
])('refuses %.20j by its line', (typed, is, line) => {
  expect(readBrandLines(typed)).toMatchObject({ problem: { is, line } })
})

it('a server without a name of the brand’s is called what everybody calls it', () => {
  const server = { hostname: 'web07.example.com', label: 'web07' }
  expect(brandName(server, null)).toEqual(server)
  expect(brandName(server, 's1.reseller.example')).toEqual({
    hostname: 's1.reseller.example',
    label: 's1.reseller.example',
  })
})
