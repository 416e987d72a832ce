import { isFarHost } from '#lib/public-address.ts'

/**
 * What nodemailer is told of encryption: a mail server is spoken to by TLS or not at all, whatever it offers, because who sits on
 * the way could take its offer out and read letters and password. Nothing is demanded of this machine, of addresses that are not
 * public and of names without a dot, which no authority certifies, nor where the address itself says ?requireTLS=false.
 */
export function encryptionOf(url: string): { requireTLS?: true } {
  return needsEncryption(new URL(url)) ? { requireTLS: true } : {}
}

function needsEncryption({ hostname, searchParams }: URL): boolean {
  return searchParams.get('requireTLS') !== 'false' && isFarHost(hostname)
}
