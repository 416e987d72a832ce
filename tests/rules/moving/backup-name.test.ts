import { expect, it } from 'vitest'
import { backupName, backupsAmong, outlivedBackups, spaceForBackup } from '#lib/rules/moving/backup-name.ts'

const site = 'https://status.example.com'
const at = (day: number) => backupName(site, new Date(Date.UTC(2026, 10, day, 4, 5, 6, 789)))

it('a backup is called after its site and moment', () => {
  expect(at(3)).toBe('allclear-status.example.com-20261103T040506Z.jsonl.zst')
  expect(backupName('http://localhost:3000', new Date(0))).toBe(
    'allclear-localhost-3000-19700101T000000Z.jsonl.zst',
  )
})

it('the oldest of the site go, and nothing else that lies there', () => {
  const others = [
    backupName('https://example.com', new Date(0)),
    backupName('https://status.example.com.evil.example', new Date(0)),
    'allclear-status.example.com-notes.jsonl.zst',
    'unread-allclear-status.example.com-20261101T040506Z.jsonl.zst',
    `${at(1)}.asc`,
    'key',
  ]
  const names = [at(3), ...others, at(1), at(2)]
  expect(backupsAmong(names, site)).toEqual([at(1), at(2), at(3)])
  expect(outlivedBackups(names, site, 2)).toEqual([at(1)])
  expect(outlivedBackups(names, site, 3)).toEqual([])
  expect(outlivedBackups(names, site, 14)).toEqual([])
})

it('a backup wants room for half as much again as the last one, and the first for the whole database', () => {
  expect([spaceForBackup(1_000, 9_999), spaceForBackup(null, 9_999)]).toEqual([1_500, 9_999])
})
