const most = 64 * 1024

/** A mail that pretends to be a report, of some 64 KiB of one kind. */
export function reportMail(of: 'nested' | 'headers' | 'line' | 'groups'): string {
  switch (of) {
    case 'nested':
      return Array.from(
        { length: 500 },
        (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
      ).join('')
    case 'headers':
      return `${'a: b\r\n'.repeat(10_000)}\r\nx`
    case 'line':
      return `Subject: ${'=?utf-8?q?=41?= '.repeat(most / 17)}\r\nTo: ${'<a@b>,'.repeat(1000)}\r\n\r\nx`
    case 'groups':
      return statusMail(`${'Action: failed\r\n \r\n'.repeat(3000)}`)
  }
}

function statusMail(status: string): string {
  const head = 'Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n'
  const parts = [
    ['message/delivery-status', status],
    ['text/rfc822-headers', 'Message-ID: <abcdefghijkl@x>\r\nTo: a@example.com'],
  ]
  const texts = parts.map(([type, text]) => `--x\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`)
  return `${head}${texts.join('')}--x--\r\n`
}

export function customerFile(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, i) => `d${i}.example,web07,"account ${i}",a${i}@example.com`,
  )
  return `domain,server,account,contacts\n${lines.join('\n')}`
}
