CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "affected_servers" (
	"post_id" text NOT NULL,
	"server_id" text NOT NULL,
	"impact" text NOT NULL,
	"cause" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"is_intermittent" boolean DEFAULT false NOT NULL,
	"announced_impact" text,
	"is_announced_intermittent" boolean DEFAULT false NOT NULL,
	"announced_at" timestamp with time zone,
	"staff_told_at" timestamp with time zone,
	CONSTRAINT "affected_servers_post_id_server_id_pk" PRIMARY KEY("post_id","server_id")
);
--> statement-breakpoint
CREATE TABLE "alert_log" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_log_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source_id" text NOT NULL,
	"format" text NOT NULL,
	"result" text NOT NULL,
	"reason" text,
	"fingerprint" text,
	"is_named_by_host" boolean DEFAULT false NOT NULL,
	"host" text,
	"labels" jsonb,
	"event_id" text,
	"is_clock_ahead" boolean DEFAULT false NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"server_id" text,
	"kind" text,
	"state" text,
	"severity" text,
	"summary" text,
	"details" text,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"alert_id" text
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"server_id" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"summary" text NOT NULL,
	"first_received_at" timestamp with time zone NOT NULL,
	"last_received_at" timestamp with time zone NOT NULL,
	"received_count" integer DEFAULT 1 NOT NULL,
	"is_debounced" boolean NOT NULL,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"post_id" text,
	CONSTRAINT "alerts_sourceId_fingerprint_serverId_startsAt_unique" UNIQUE("source_id","fingerprint","server_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "api_tokens_name_unique" UNIQUE("name"),
	CONSTRAINT "api_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" text,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"facts" jsonb
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"telling" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"parent_id" text,
	"author_name" text NOT NULL,
	"email" text,
	"body" text NOT NULL,
	"is_staff" boolean DEFAULT false NOT NULL,
	"replies_off_at" timestamp with time zone,
	"state" text DEFAULT 'held' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "customer_files" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"domain" text PRIMARY KEY NOT NULL,
	"account" text,
	"server_id" text NOT NULL,
	"contacts" text[] DEFAULT '{}' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY DEFAULT replace(gen_random_uuid()::text, '-', '') NOT NULL,
	"notice_id" text NOT NULL,
	"subscriber_id" text,
	"destination_id" text,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp with time zone,
	"batch_id" text,
	"letter_id" text,
	"text_id" text,
	"sent_at" timestamp with time zone,
	"provider_id" text,
	"error" text,
	"answers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "deliveries_noticeId_subscriberId_channel_address_unique" UNIQUE NULLS NOT DISTINCT("notice_id","subscriber_id","channel","address")
);
--> statement-breakpoint
CREATE TABLE "destinations" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"config" jsonb NOT NULL,
	"label" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"verified_at" timestamp with time zone,
	"failed_at" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" text,
	"quarantined_at" timestamp with time zone,
	"code_hash" text,
	"code_expires_at" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "destinations_subscriberId_channel_address_unique" UNIQUE("subscriber_id","channel","address")
);
--> statement-breakpoint
CREATE TABLE "domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"server_ids" text[] DEFAULT '{}' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "groups_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "heartbeats_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"server_id" text NOT NULL,
	"source_id" text NOT NULL,
	"boot_id" text NOT NULL,
	"load1" double precision NOT NULL,
	"load5" double precision NOT NULL,
	"load15" double precision NOT NULL,
	"cores" integer NOT NULL,
	"checks_run" integer NOT NULL,
	"open_count" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"headers" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "maintenance" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"is_quiet" boolean DEFAULT false NOT NULL,
	"planned_told_at" timestamp with time zone,
	"start_told_at" timestamp with time zone,
	"end_told_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "maintenance_servers" (
	"maintenance_id" text NOT NULL,
	"server_id" text NOT NULL,
	CONSTRAINT "maintenance_servers_maintenance_id_server_id_pk" PRIMARY KEY("maintenance_id","server_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"source_id" text NOT NULL,
	"message_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_source_id_message_id_pk" PRIMARY KEY("source_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"planned_at" timestamp with time zone,
	"planned_up_to" text,
	"planned_count" integer DEFAULT 0 NOT NULL,
	"held_at" timestamp with time zone,
	"held_for" integer,
	"released_at" timestamp with time zone,
	"dropped_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "paces" (
	"provider" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"summary" text,
	"visibility" text NOT NULL,
	"phase" text,
	"cause" text,
	"group_id" text,
	"body" text,
	"file_path" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_update_at" timestamp with time zone,
	"touched_at" timestamp with time zone,
	"resolution_proposed_at" timestamp with time zone,
	"last_notice_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"breaker" text,
	CONSTRAINT "posts_slug_unique" UNIQUE("slug"),
	CONSTRAINT "posts_published" CHECK (visibility <> 'published' or published_at is not null)
);
--> statement-breakpoint
CREATE TABLE "servers" (
	"id" text PRIMARY KEY NOT NULL,
	"hostname" text NOT NULL,
	"label" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"ips" text[] DEFAULT '{}' NOT NULL,
	"group_id" text,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "servers_hostname_unique" UNIQUE("hostname")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"format" text,
	"token_hash" text NOT NULL,
	"previous_token_hash" text,
	"previous_token_until" timestamp with time zone,
	"authentication" jsonb DEFAULT '["bearer","basic","path"]'::jsonb NOT NULL,
	"signing" jsonb,
	"is_debounced" boolean DEFAULT true NOT NULL,
	"bound_server_ids" text[] DEFAULT '{}' NOT NULL,
	"default_server_id" text,
	"agent_server_id" text,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"repeat_seconds" integer,
	"never_resolves" boolean DEFAULT false NOT NULL,
	"expected_every_seconds" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "sources_name_unique" UNIQUE("name"),
	CONSTRAINT "sources_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "sources_previousTokenHash_unique" UNIQUE("previous_token_hash")
);
--> statement-breakpoint
CREATE TABLE "status_history" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "status_history_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"server_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"impact" text NOT NULL,
	"cause" text,
	"post_id" text,
	"alert_id" text
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"kinds" text[] DEFAULT '{"outage","slowdown","advisory","maintenance","all-clear"}' NOT NULL,
	"least_impact" text DEFAULT 'degraded' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	"suppressed_at" timestamp with time zone,
	"suppressed_for" text,
	"mail_off_at" timestamp with time zone,
	"link_asked_at" timestamp with time zone,
	CONSTRAINT "subscribers_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"server_id" text,
	"group_id" text,
	"domain" text,
	"post_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "subscriptions_once" UNIQUE NULLS NOT DISTINCT("subscriber_id","server_id","group_id","domain","post_id"),
	CONSTRAINT "subscriptions_one_target" CHECK (num_nonnulls(server_id, group_id, domain, post_id) <= 1)
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"phase" text,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" text,
	"alert_id" text
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD CONSTRAINT "affected_servers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD CONSTRAINT "affected_servers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_log" ADD CONSTRAINT "alert_log_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_log" ADD CONSTRAINT "alert_log_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_files" ADD CONSTRAINT "customer_files_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_text_id_letter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."letter_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD CONSTRAINT "maintenance_servers_maintenance_id_maintenance_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD CONSTRAINT "maintenance_servers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_acknowledged_by_people_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "servers" ADD CONSTRAINT "servers_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_default_server_id_servers_id_fk" FOREIGN KEY ("default_server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_agent_server_id_servers_id_fk" FOREIGN KEY ("agent_server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_history" ADD CONSTRAINT "status_history_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_history" ADD CONSTRAINT "status_history_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_history" ADD CONSTRAINT "status_history_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "updates" ADD CONSTRAINT "updates_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "affected_open" ON "affected_servers" USING btree ("server_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "affected_told" ON "affected_servers" USING btree ("server_id","announced_at");--> statement-breakpoint
CREATE INDEX "affected_untold" ON "affected_servers" USING btree ("post_id") WHERE ended_at is not null and announced_impact <> 'operational';--> statement-breakpoint
CREATE INDEX "alert_log_pending" ON "alert_log" USING btree ("sequence") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "alert_log_unmatched" ON "alert_log" USING btree ("received_at") WHERE result = 'unmatched';--> statement-breakpoint
CREATE INDEX "alert_log_received_at_index" ON "alert_log" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("server_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "alerts_server_id_closed_at_index" ON "alerts" USING btree ("server_id","closed_at");--> statement-breakpoint
CREATE INDEX "alerts_post_id_index" ON "alerts" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "batches_open" ON "batches" USING btree ("channel","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "comments_post_id_created_at_index" ON "comments" USING btree ("post_id","created_at");--> statement-breakpoint
CREATE INDEX "customers_server_id_index" ON "customers" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "customers_account_index" ON "customers" USING btree ("account");--> statement-breakpoint
CREATE INDEX "deliveries_subscriber_id_created_at_index" ON "deliveries" USING btree ("subscriber_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_address_tried_at_index" ON "deliveries" USING btree ("address","tried_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_to_tell" ON "deliveries" USING btree ("due_at") WHERE state = 'queued' and channel <> 'mail';--> statement-breakpoint
CREATE INDEX "deliveries_untold" ON "deliveries" USING btree ("destination_id") WHERE state in ('queued', 'sending') and channel <> 'mail';--> statement-breakpoint
CREATE INDEX "deliveries_destination" ON "deliveries" USING btree ("destination_id") WHERE destination_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_refused" ON "deliveries" USING btree ("created_at") WHERE state = 'refused';--> statement-breakpoint
CREATE INDEX "deliveries_batch_id_index" ON "deliveries" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "destinations_purgeable" ON "destinations" USING btree ("created_at") WHERE state <> 'active';--> statement-breakpoint
CREATE INDEX "domains_server_ids_index" ON "domains" USING gin ("server_ids");--> statement-breakpoint
CREATE INDEX "heartbeats_server_id_at_index" ON "heartbeats" USING btree ("server_id","at");--> statement-breakpoint
CREATE INDEX "notices_post_id_created_at_index" ON "notices" USING btree ("post_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_bad" ON "notices" USING btree ("created_at") WHERE kind in ('began', 'worsened', 'intermittent');--> statement-breakpoint
CREATE INDEX "notices_unplanned" ON "notices" USING btree ("created_at") WHERE planned_at is null;--> statement-breakpoint
CREATE INDEX "posts_open" ON "posts" USING btree ("kind") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "posts_no_data" ON "posts" USING btree ("started_at") WHERE cause = 'no-data';--> statement-breakpoint
CREATE INDEX "posts_published_at_index" ON "posts" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "servers_group_id_index" ON "servers" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "status_history_server_id_at_sequence_index" ON "status_history" USING btree ("server_id","at","sequence");--> statement-breakpoint
CREATE INDEX "subscriptions_server_id_index" ON "subscriptions" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "subscriptions_group_id_index" ON "subscriptions" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "subscriptions_domain_index" ON "subscriptions" USING btree ("domain");--> statement-breakpoint
CREATE INDEX "subscriptions_post_id_index" ON "subscriptions" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "subscriptions_all" ON "subscriptions" USING btree ("subscriber_id") WHERE server_id is null and group_id is null and domain is null and post_id is null;--> statement-breakpoint
CREATE INDEX "trials_created_at_index" ON "trials" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "updates_post_id_created_at_index" ON "updates" USING btree ("post_id","created_at");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "verifications" USING btree ("identifier");