import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'
import { generateVAPIDKeys } from 'web-push'

export const pushKeys = generateVAPIDKeys()

const browser = createECDH('prime256v1')
browser.generateKeys()
const auth = Buffer.alloc(16, 7)

/** What a browser hands out when its user allows messages. */
export function browserKeys() {
  return { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
}

/** Opens a message as that browser does (RFC 8291 and RFC 8188, one record). */
export function openPush(body: Buffer): unknown {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const senderKey = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const shared = browser.computeSecret(senderKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey])
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const key = hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce))
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'))
}
