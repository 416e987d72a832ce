import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The bytes of a SQLite database that these statements make. */
export function sqliteOf(statements: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-sample-'))
  try {
    const path = join(folder, 'sample.db')
    const db = new DatabaseSync(path)
    db.exec(statements)
    db.close()
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Uptime Kuma 2.5, as its own statements make its tables, with the columns that matter. */
export const kumaStatements = `
create table status_page(id integer primary key autoincrement not null, slug varchar(255) not null unique, title varchar(255) not null, description text, icon varchar(255) not null, theme varchar(30) not null, published boolean not null default 1, password varchar);
create table "group"(id integer primary key not null, name varchar(255) not null, created_date datetime default (datetime('now')) not null, public boolean default 0 not null, active boolean default 1 not null, weight boolean not null default 1000, status_page_id integer);
create table monitor(id integer primary key autoincrement not null, name varchar(150), active boolean not null default 1, url text, type varchar(20), weight integer default 2000, hostname varchar(255), port integer, description text, parent integer);
create table monitor_group(id integer primary key autoincrement not null, monitor_id integer not null, group_id integer not null, weight boolean not null default 1000, send_url boolean not null default 0);
create table heartbeat(id integer primary key autoincrement not null, important boolean not null default 0, monitor_id integer not null, status smallint not null, msg text, time datetime not null);
create table incident(id integer not null primary key autoincrement, title varchar(255) not null, content text not null, style varchar(30) default 'warning' not null, created_date datetime default (datetime('now')) not null, last_updated_date datetime, pin boolean default 1 not null, active boolean default 1 not null, status_page_id integer);
create table maintenance(id integer primary key autoincrement not null, title varchar(150) not null, description text not null, user_id integer, active boolean not null default 1, strategy varchar(50) not null default 'single', start_date datetime, end_date datetime, cron text, timezone varchar(255), duration integer);
create table monitor_maintenance(id integer primary key autoincrement not null, monitor_id integer not null, maintenance_id integer not null);
create table setting(id integer primary key autoincrement not null, key varchar(200) not null unique, value text, type varchar(20));
insert into status_page(id, slug, title, icon, theme, published) values (1, 'main', 'Example', '', 'auto', 1), (2, 'inner', 'Inner', '', 'auto', 0);
insert into "group"(id, name, public, weight, status_page_id) values (1, 'Shared', 1, 1, 1), (2, 'Inner', 1, 1, 2);
insert into monitor(id, name, url, type, hostname, description, active) values
  (1, 'web07', 'https://web07.example.net/ping', 'http', null, 'Shared hosting', 1), (2, 'Mail', 'https://', 'port', 'mail.example.net', null, 1),
  (3, 'Router', 'https://', 'ping', '192.0.2.7', null, 1), (4, 'Inner thing', 'https://inner.example.net', 'http', null, null, 1);
insert into monitor_group(monitor_id, group_id) values (1, 1), (2, 1), (3, 1), (4, 2);
insert into heartbeat(monitor_id, status, time) values (1, 1, '2026-11-30 10:00:00');
insert into incident(id, title, content, style, created_date, last_updated_date, pin, active, status_page_id) values
  (1, 'Mail is slow', 'We look at **it**.', 'warning', '2026-11-30 09:00:00', null, 1, 1, 1), (2, 'Fire', 'It burned.', 'danger', '2024-01-01 09:00:00', '2024-01-01 12:00:00', 0, 1, 1),
  (3, 'New prices', 'From January on.', 'info', '2025-01-01 09:00:00', null, 0, 1, 1), (4, 'Inner', 'x', 'danger', '2025-01-01 09:00:00', null, 1, 1, 2);
insert into maintenance(id, title, description, strategy, start_date, end_date, timezone) values
  (1, 'Kernel', 'A new kernel.', 'single', '2026-12-24 22:00:00', '2026-12-24 23:00:00', 'Europe/Berlin'), (2, 'Each week', 'Backups.', 'recurring-weekday', null, null, 'SAME_AS_SERVER');
insert into monitor_maintenance(monitor_id, maintenance_id) values (1, 1), (1, 2);
`

/** Kener 4.1. */
export const kenerStatements = `
create table monitors(id integer primary key, tag varchar(255) not null unique, name varchar(255) not null, description text, status varchar(255), category_name varchar(255), monitor_type varchar(255), type_data text, is_hidden varchar(255) default 'NO');
create table incidents(id integer primary key, title varchar(255) not null, start_date_time integer not null, end_date_time integer, status varchar(255) default 'ACTIVE', state varchar(255) default 'INVESTIGATING', incident_type text default 'INCIDENT', is_global varchar(15) default 'YES');
create table incident_monitors(id integer primary key, monitor_tag varchar(255) not null, monitor_impact varchar(255), incident_id integer not null);
create table incident_comments(id integer primary key, comment text not null, incident_id integer not null, commented_at integer not null, status varchar(255) default 'ACTIVE', state varchar(255) default 'INVESTIGATING');
create table maintenances(id integer primary key, title varchar(255) not null, description text, start_date_time integer not null, rrule varchar(500) not null, duration_seconds integer not null, status varchar(50));
create table maintenance_monitors(id integer primary key, maintenance_id integer not null, monitor_tag varchar(255) not null, monitor_impact varchar(255) default 'MAINTENANCE');
create table maintenances_events(id integer primary key, maintenance_id integer not null, start_date_time integer not null, end_date_time integer not null, status varchar(50) not null default 'SCHEDULED');
create table subscriber_users(id integer primary key, email varchar(255) not null unique, status varchar(20) not null default 'PENDING', created_at timestamp);
create table subscriber_methods(id integer primary key, subscriber_user_id integer not null, method_type varchar(50) not null, method_value varchar(500) not null, status varchar(20) not null default 'ACTIVE');
create table user_subscriptions_v2(id integer primary key, subscriber_user_id integer not null, subscriber_method_id integer not null, event_type varchar(50) not null, status varchar(20) not null default 'ACTIVE');
insert into monitors(tag, name, description, status, category_name, monitor_type, type_data, is_hidden) values
  ('shop', 'Shop', 'The shop', 'ACTIVE', 'Web', 'API', '{"url":"https://shop.example.net/health","method":"GET"}', 'NO'),
  ('db', 'Database', null, 'ACTIVE', 'Home', 'TCP', '{"hosts":[{"type":"IP4","host":"db.example.net","port":5432,"timeout":2000}]}', 'NO'),
  ('inner', 'Inner', null, 'ACTIVE', 'Home', 'NONE', '{}', 'YES');
insert into incidents(id, title, start_date_time, end_date_time, status, state) values (1, 'Shop is down', 1790000000, 1790003600, 'ACTIVE', 'RESOLVED'), (2, 'Slow', 1790100000, null, 'ACTIVE', 'IDENTIFIED'), (3, 'Mistake', 1790100000, null, 'INACTIVE', 'INVESTIGATING');
insert into incident_monitors(monitor_tag, monitor_impact, incident_id) values ('shop', 'DOWN', 1), ('db', 'DEGRADED', 2);
insert into incident_comments(comment, incident_id, commented_at, state) values ('We look.', 1, 1790000060, 'INVESTIGATING'), ('Fixed.', 1, 1790003600, 'RESOLVED'), ('A disk.', 2, 1790100060, 'IDENTIFIED');
insert into maintenances(id, title, description, start_date_time, rrule, duration_seconds, status) values (1, 'Move', 'We move.', 1800000000, 'FREQ=DAILY;COUNT=1', 3600, 'ACTIVE');
insert into maintenance_monitors(maintenance_id, monitor_tag) values (1, 'db');
insert into maintenances_events(id, maintenance_id, start_date_time, end_date_time, status) values (1, 1, 1800000000, 1800003600, 'SCHEDULED');
insert into subscriber_users(id, email, status) values (1, 'ada@example.org', 'ACTIVE'), (2, 'new@example.org', 'PENDING'), (3, 'works@example.org', 'ACTIVE');
insert into subscriber_methods(id, subscriber_user_id, method_type, method_value) values (1, 1, 'email', 'ada@example.org'), (3, 3, 'email', 'works@example.org');
insert into user_subscriptions_v2(subscriber_user_id, subscriber_method_id, event_type) values (1, 1, 'incidents'), (1, 1, 'maintenances'), (3, 3, 'maintenances');
`
