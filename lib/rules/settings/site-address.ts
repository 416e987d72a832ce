import { Email } from '#lib/rules/subscribers/email.ts'

const mostAddress = 300

/** An address of a web page as it is kept: "https://example.com/imprint". null: it is none that every reader may follow. */
export function readWebAddress(typed: string): string | null {
  const text = typed.trim()
  if (text.length > mostAddress || !URL.canParse(text)) return null
  const { protocol, username, password, href } = new URL(text)
  const isOpen = (protocol === 'https:' || protocol === 'http:') && username + password === ''
  return isOpen ? href : null
}

/** Where readers ask for help: a web page, or a mail address, which becomes a link that writes there. null: neither. */
export function readSupportAddress(typed: string): string | null {
  const text = typed.trim().replace(/^mailto:/i, '')
  const mail = Email.safeParse(text)
  return mail.success ? `mailto:${mail.data}` : readWebAddress(text)
}

/** A sender's name that needs no quotes, so that every mail program reads the same one. */
const plainName = /^[^\p{Cc}"\\<>()[\]:;@,]{1,80}$/u

/** As whom mail goes out: "Status <status@example.com>". null: the name holds signs that would part it from the address. */
export function writeSender({ name, address }: { name: string; address: string }): string | null {
  const plain = name.trim()
  if (plain === '') return address
  return plainName.test(plain) ? `${plain} <${address}>` : null
}

/** The two parts of a sender. */
export function readSender(sender: string): { name: string; address: string } {
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(sender) ?? []
  return address ? { name: name ?? '', address } : { name: '', address: sender.trim() }
}
