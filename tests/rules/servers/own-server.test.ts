import { expect, it } from 'vitest'
import { readOwnServer, readOwnServerForm } from '#lib/rules/servers/own-server.ts'

it.each([
  [
    { server: 'web07.example-host.net', do: 'remember' },
    { hostname: 'web07.example-host.net', isKept: true },
  ],
  [
    { server: 'web07.example-host.net', do: 'forget' },
    { hostname: 'web07.example-host.net', isKept: false },
  ],
  [{ server: 'web07.example-host.net' }, null],
  [{ server: 'web07; Path=/desk', do: 'remember' }, null],
  [{ server: 'web07\r\nX: y', do: 'remember' }, null],
  [{ server: 'w'.repeat(254), do: 'remember' }, null],
])('the form %j asks for %j', (fields, expected) => {
  expect(readOwnServerForm(fields)).toEqual(expected)
})

it.each([
  ['', null],
  ['allclear-server=web07.example-host.net', 'web07.example-host.net'],
  ['a=b; allclear-server=web07; c=d', 'web07'],
  ['allclear-server=web01; __Host-allclear-server=web07', 'web07'],
  ['not-allclear-server=web07', null],
  ['allclear-server=//evil.example/', null],
  ['allclear-server=', null],
])('the cookies "%s" name the server %s', (cookies, expected) => {
  expect(readOwnServer(cookies)).toBe(expected)
})
