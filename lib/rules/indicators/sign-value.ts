import { type SignType, signLimits } from './indicator.ts'

/** Why a value is none of its type. common: it would match what every server has. */
export type ValueProblem =
  | 'long'
  | 'control'
  | 'hash'
  | 'path'
  | 'name'
  | 'short'
  | 'address'
  | 'domain'
  | 'socket'
  | 'common'

const hashDigits = { md5: 32, sha1: 40, sha256: 64 } as const

/** Files that every Linux server has by these very paths: to look for one would find it everywhere. */
const everywhere = new Set([
  '/etc/passwd',
  '/etc/shadow',
  '/bin/sh',
  '/bin/bash',
  '/usr/bin/ssh',
  '/usr/sbin/sshd',
  '/lib64/libc.so.6',
  '/lib/x86_64-linux-gnu/libc.so.6',
  '/lib64/libkeyutils.so.1',
])

/** What is the checksum of an empty file, of which every server has some. */
const ofNothing = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
])

/** Fewer bytes stand in any file by chance. */
const leastStringBytes = 8
/** Wider networks are half of the Internet: the shortest prefix of each kind. */
const leastPrefix = { 4: 12, 6: 24 } as const

/** The value in the one form in which it is kept, or what is wrong with it. */
export function readValue(type: SignType, typed: string): { value: string } | { problem: ValueProblem } {
  const value = type === 'string' ? typed : typed.trim()
  if (value.length > signLimits.value) return { problem: 'long' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is refused
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(value) || !value.isWellFormed()) return { problem: 'control' }
  switch (type) {
    case 'md5':
    case 'sha1':
    case 'sha256':
      return readHash(value.toLowerCase(), hashDigits[type])
    case 'path':
      return readPath(value)
    case 'name':
      return /^[^/]{2,255}$/.test(value) && value !== '..' ? { value } : { problem: 'name' }
    case 'string':
      return bytesOf(value) >= leastStringBytes ? { value } : { problem: 'short' }
    case 'address':
      return readAddress(value)
    case 'domain':
      return readDomain(value)
    case 'socket':
      return readSocket(value)
  }
}

function readHash(value: string, digits: number) {
  if (!new RegExp(`^[0-9a-f]{${digits}}$`).test(value)) return { problem: 'hash' as const }
  return ofNothing.has(value) ? { problem: 'common' as const } : { value }
}

function readPath(value: string) {
  const isWhole = /^\/[^/]/.test(value) && !/\/(\.{1,2})?(\/|$)/.test(value)
  if (!isWhole) return { problem: 'path' as const }
  return everywhere.has(value) ? { problem: 'common' as const } : { value }
}

function readSocket(value: string) {
  const name = value.startsWith('@') ? value : `@${value}`
  return name.length > 2 ? { value: name } : { problem: 'socket' as const }
}

/** An IPv4 or IPv6 address, or a network of them. */
function readAddress(value: string): { value: string } | { problem: 'address' | 'common' } {
  const [, typed = '', length] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(value) ?? []
  const family = typed.includes(':') ? 6 : 4
  const address = family === 4 ? ipv4(typed) : ipv6(typed)
  if (address === null) return { problem: 'address' }
  const most = family === 4 ? 32 : 128
  const prefix = length === undefined ? most : Number(length)
  if (prefix > most) return { problem: 'address' }
  if (prefix < leastPrefix[family] || isEverywhere(address)) return { problem: 'common' }
  return { value: prefix === most ? address : `${address}/${prefix}` }
}

function ipv4(typed: string): string | null {
  const parts = typed.split('.')
  const isWhole =
    parts.length === 4 && parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return isWhole ? typed : null
}

/** In the form of RFC 5952, as the standard for addresses of the web writes it. */
function ipv6(typed: string): string | null {
  const host = URL.parse(`http://[${typed}]/`)?.hostname
  return host ? host.slice(1, -1) : null
}

/** Each server talks to itself, and to nobody. */
function isEverywhere(address: string): boolean {
  return /^(127\.|0\.|255\.255\.255\.255$)/.test(address) || address === '::1' || address === '::'
}

/** In small letters, internationalised names in their ASCII form. */
function readDomain(typed: string): { value: string } | { problem: 'domain' } {
  const host = /^[^\s/:@?#[\]\\]+$/.test(typed)
    ? URL.parse(`http://${typed.replace(/\.$/, '')}/`)?.hostname
    : null
  const isName =
    host &&
    host.length <= 253 &&
    /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(host)
  return isName ? { value: host } : { problem: 'domain' }
}

function bytesOf(value: string): number {
  return new TextEncoder().encode(value).length
}
