/**
 * The words by which alerts are understood, all in lower case, English only. Everything that decides whether a sentence
 * states that something does not answer stands here: who misses a word adds it to its group.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** What customers use, by the names of the service, its port or its program. */
export const services = words(`
  http https httpd www web website websites site sites webserver apache apache2 nginx litespeed openlitespeed lshttpd lsws
  caddy varnish haproxy loadbalancer php fpm phpfpm ping ping4 ping6 icmp icmp4 icmp6 hostalive
  smtp smtps submission exim exim4 postfix mail email mta mailserver imap imaps pop pop3 pop3s dovecot lmtp webmail roundcube
  dns named nameserver bind bind9 powerdns pdns mysql mysqld mariadb mariadbd postgres postgresql pgsql mongodb mongod redis
  memcached database databases db ftp ftps sftp ftpd pureftpd proftpd vsftpd ssh sshd tcp
  cpanel whm cpsrvd cpdavd plesk directadmin panel caldav carddav webdisk
`)

/** Names of the whole: the server itself, or the address of something that it serves. */
export const wholes = words(`
  host hosts server servers node nodes instance instances machine machines vm vps box system
  service services endpoint url page homepage
`)

/** They say nothing of what fails: articles, marks of urgency, what a monitor calls its work, and how long it lasts. */
export const neutral = words(`
  a an the this our your of on at in by to from for via over and or is are be been being has have had it its with since
  currently now still since already all both utc gmt returned returns context
  alert alerts alarm alarms problem problems incident incidents outage emergency urgent critical major severe severity
  high error errors firing triggered triggering new page p1 p2 sev1 sev2 s1 s2 state status
  check checks monitor monitors monitoring monitored probe probes blackbox healthcheck health generic
  fail failed failing fails failure connect connecting connected connection connections request requests response
  port socket tcp4 tcp6 ipv4 ipv6 v4 v6 ip address
  prod production primary main customer customers shared hosting public external linux windows unix debian ubuntu
  virtual physical dedicated bare metal control daemon process program remote reason cause after within
  completely totally entirely fully
  second seconds sec secs s minute minutes min mins m hour hours h day days d ms attempts attempt tries times
`)

/** Parts and helpers of a server: their failing is not the server's. Staff have to see, customers do not. */
export const parts = words(`
  interface interfaces iface link links nic nics bond eth uplink carrier switch router firewall bgp ospf peer peers neighbor
  neighbour session sessions tunnel tunnels vpn wireguard ipsec
  disk disks drive drives raid array volume volumes filesystem filesystems partition partitions mount mounts nfs iscsi lun
  smart sda sdb sdc nvme md pool pools vg lv inode inodes
  backup backups replica replicas replication slave slaves standby secondary follower mirror mirrors snapshot snapshots
  exporter exporters cadvisor pushgateway collector scraper scrape agent agents telegraf statsd promtail logstash filebeat
  psu power ups fan fans sensor sensors battery bmc ipmi idrac ilo temperature
  certificate certificates cert certs ssl tls ocsp license licence
  cron cronjob crond job jobs task tasks worker workers thread threads child children pod pods container containers docker
  queue queues upstream upstreams backend backends cache feed feeds webhook integration
`)

/** What of a service can be measured while it answers: a check of something served by such a name is of that, not of the service. */
export const measures = words(`
  certificate certificates cert certs ssl tls expiry expire expires expired expiration mailq queue queues backup backups
  replication slave replica lag delay
  disk space inode inodes size log logs logfile version versions update updates upgrade upgrades
  connections connection threads thread processes procs sessions users user login logins logons root auth authentication
  rbl blacklist blocklist spam ham rate rates ratio percent percentage count counts total average hits misses
  requests errors 5xx 4xx 3xx 2xx resets reset retransmits orphans orphan deadlocks deadlock locks lock frozen messages deferred
  bounces bounced bgsave memory mem ram heap cache evictions fragmentation traffic bandwidth bytes packets drops dropped
  config configuration syntax permissions password passwords attempts traces warnings
`)

/** Attacks and what was done about them. Their names hold words such as SSH, port, service and denial. */
export const attacks = words(`
  attack attacks attacker attacking brute bruteforce bruteforcing scan scans scanner scanned scanning ddos dos denial slowloris
  flood flooding synflood intrusion exploit exploits exploited exploitation injection sqli xss traversal spoofing hijack
  blocked blocking block banned ban bans unbanned blacklisted hack hacked phishing spamming probing enumeration suspicious
  ids ips waf modsecurity fail2ban crowdsec mitigated mitigation
`)

/** Whoever uses them does not say that it is so now: denied, possible, planned, past, over, or somebody's note. */
export const doubts: Readonly<Record<string, ReadonlySet<string>>> = {
  denied: words('not no none never nothing nobody zero without nor neither 0 false ignore ignored disregard'),
  possible: words(`
    if when whenever unless until once will would may might could should shall can going expected expect potentially possibly
    possible likely probably soon risk imminent predicted prediction forecast threatens threaten threatened before unsure whether
    about almost nearly
  `),
  planned: words(`
    scheduled schedule planned plan maintenance upcoming downtime downtimes window windows migration drill simulated simulation
    simulate test testing example demo exercise deploy deployment
  `),
  past: words(
    'was were previously earlier formerly yesterday recently briefly ended past history report summary',
  ),
  over: words(`
    recovered recovery recovers recovering resolved resolves restored restore ok okay up back cleared clear over fixed
    healthy normal operational online reachable solved closed
  `),
  noted: words(
    'acknowledged acknowledge acknowledgement snoozed snooze note comment commented assigned reassigned muted silenced ack',
  ),
}

/** Work that runs at times: customers do not notice that it was missed. */
export const works = words(`
  backup backups cron cronjob cronjobs job jobs scan scans scanner dump mysqldump rsync sync import export report reports renew
  renewal certbot logrotate cleanup nightly hourly daily weekly monthly
`)
