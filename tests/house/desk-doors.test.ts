import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')

it('each page and file of the desk asks who is there: the frame around a page protects nothing that the page reads', () => {
  const asked = globSync('app/desk/(staff)/**/{page.tsx,route.ts}')
  expect(asked.length).toBeGreaterThan(20)
  expect(
    asked.filter(path => !/\b(requireStaff|requireSignedIn|findStaff)\(\)|<SettingsPage\b/.test(read(path))),
  ).toEqual([])
})

it('each action of the desk is made by what asks who is there, asks itself, or leaves all to one that does', () => {
  const files = globSync('app/desk/(staff)/**/*.{ts,tsx}').filter(path => /^'use server'/.test(read(path)))
  expect(files.length).toBeGreaterThan(10)
  const open = files.flatMap(path =>
    read(path)
      .split(/^export /m)
      .slice(1)
      .filter(part => /^(const|async function)/.test(part))
      .filter(
        part =>
          !/deskAction|findStaff\(\)|requireStaff\(\)|signOut\(await headers\(\)|await \w+\(before, form\)/.test(
            part,
          ),
      )
      .map(part => `${path}: ${part.slice(0, 60).split('\n', 1)}`),
  )
  expect(open).toEqual([])
})
