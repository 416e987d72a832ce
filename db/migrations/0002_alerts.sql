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
DROP INDEX "status_history_server_id_at_index";--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "is_intermittent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "is_announced_intermittent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_log" ADD COLUMN "labels" jsonb;--> statement-breakpoint
ALTER TABLE "alert_log" ADD COLUMN "event_id" text;--> statement-breakpoint
ALTER TABLE "alert_log" ADD COLUMN "is_clock_ahead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_log" ADD COLUMN "is_test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "breaker" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "authentication" jsonb DEFAULT '["bearer","basic","path"]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "signing" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "agent_server_id" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "rules" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "repeat_seconds" integer;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "never_resolves" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "expected_every_seconds" integer;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heartbeats_server_id_at_index" ON "heartbeats" USING btree ("server_id","at");--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_agent_server_id_servers_id_fk" FOREIGN KEY ("agent_server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "affected_told" ON "affected_servers" USING btree ("server_id","announced_at");--> statement-breakpoint
CREATE INDEX "affected_untold" ON "affected_servers" USING btree ("post_id") WHERE ended_at is not null and announced_impact <> 'operational';--> statement-breakpoint
CREATE INDEX "alert_log_unmatched" ON "alert_log" USING btree ("received_at") WHERE result = 'unmatched';--> statement-breakpoint
CREATE INDEX "alerts_server_id_closed_at_index" ON "alerts" USING btree ("server_id","closed_at");--> statement-breakpoint
CREATE INDEX "notices_bad" ON "notices" USING btree ("created_at") WHERE kind <> 'held' and kind <> 'ended';--> statement-breakpoint
CREATE INDEX "posts_no_data" ON "posts" USING btree ("started_at") WHERE cause = 'no-data';--> statement-breakpoint
CREATE INDEX "status_history_server_id_at_sequence_index" ON "status_history" USING btree ("server_id","at","sequence");