import type { AlertKind } from '#lib/rules/alert.ts'
import { kindOf } from './kind.ts'

/** What customers use: when a check by such a name fails, they notice. */
const served =
  /\b(https?|httpd|www|web|websites?|apache2?|nginx|litespeed|lshttpd|varnish|haproxy|php-?fpm|ping[46]?|icmp|host-?alive|smtps?|submission|exim|postfix|mail|imaps?|pop3?s?|dovecot|lmtp|dns|named|nameserver|bind9?|powerdns|pdns|mysqld?|mariadb|postgres(ql)?|pgsql|mongodb?|redis|memcached?|s?ftpd?|pure-ftpd|proftpd|sshd?|cpsrvd|cpdavd|webmail|plesk|directadmin|tcp|port)\b/i

/** Words that say that a check of something served measures something else. */
const measured =
  /\b(cert(ificate)?s?|ssl|tls|expir\w*|queue|mailq|backup|replication|slave|disk|space|inodes?|log(s|file)?|version|updates?|connections?|threads?|users?|size|rbl|blacklist|blocklist)\b/i

const load = /\b(load|cpu|iowait|swap)\b/i
const restarted = /\b(uptime|reboot(ed)?)\b/i

/** What a check by this name is about, where kindOf knows no word of it: "HTTP" is something that customers use. */
export function kindOfCheck(name: string): AlertKind {
  const kind = kindOf(name)
  if (kind !== 'other') return kind
  const words = name.replace(/[_.:/]+/g, ' ')
  if (load.test(words)) return 'slowdown'
  if (restarted.test(words)) return 'reboot'
  return served.test(words) && !measured.test(words) ? 'outage' : 'other'
}
