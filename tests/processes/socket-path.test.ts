import { rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { makeSocketPath } from '#lib/processes/socket-path.ts'

it('each process reaches Next in a folder of its own, which only its user may enter', () => {
  const paths = [makeSocketPath(), makeSocketPath()]
  expect(new Set(paths.map(path => dirname(path))).size).toBe(2)
  for (const path of paths) {
    const { mode, uid } = statSync(dirname(path))
    expect([mode & 0o777, uid]).toEqual([0o700, process.getuid?.()])
    rmSync(dirname(path), { recursive: true })
  }
})
