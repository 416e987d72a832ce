/**
 * Whether an enhanced status (RFC 3463) says that there is no such mailbox, or no such domain for mail: section 3.2, and
 * 5.1.10 of RFC 7505. Any other may mean anything: our own reputation, or the reader's full mailbox.
 */
export function isDeadAddress(status: string): boolean {
  return /^5\.1\.(1|2|3|6|10)$/.test(status)
}
