CREATE TABLE "agents" (
	"server_id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"boot_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"checks_run" integer NOT NULL,
	"open_count" integer NOT NULL,
	"version" text,
	"mode" text,
	"scheduler" text,
	"scan_ms" integer,
	"baseline_at" timestamp with time zone,
	"unknown" text[] DEFAULT '{}' NOT NULL,
	"quarantined" integer,
	"spooled" integer,
	"dropped" integer,
	"indicators" integer
);
--> statement-breakpoint
CREATE TABLE "examined_servers" (
	"post_id" text NOT NULL,
	"server_id" text NOT NULL,
	"since_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "examined_servers_post_id_server_id_pk" PRIMARY KEY("post_id","server_id")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"server_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"severity" text NOT NULL,
	"summary" text NOT NULL,
	"check" text,
	"path" text,
	"owner" text,
	"sha256" text,
	"package_answer" text,
	"action" text,
	"indicator_id" text,
	"details" text,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "findings_sourceId_serverId_fingerprint_unique" UNIQUE("source_id","server_id","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "examined_servers" ADD CONSTRAINT "examined_servers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "examined_servers" ADD CONSTRAINT "examined_servers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "examined_servers_server_id_index" ON "examined_servers" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "findings_open" ON "findings" USING btree ("server_id") WHERE gone_at is null;--> statement-breakpoint
CREATE INDEX "findings_server_id_index" ON "findings" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "findings_sha256_index" ON "findings" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "findings_path_index" ON "findings" USING btree ("path");--> statement-breakpoint
CREATE INDEX "findings_last_seen_at_id_index" ON "findings" USING btree ("last_seen_at","id");--> statement-breakpoint
CREATE INDEX "status_history_silent" ON "status_history" USING btree ("server_id") WHERE cause = 'no-data';--> statement-breakpoint
INSERT INTO "agents" ("server_id", "source_id", "boot_id", "at", "received_at", "first_at", "checks_run", "open_count")
SELECT DISTINCT ON ("server_id") "server_id", "source_id", "boot_id", "at", "received_at",
	min("received_at") OVER (PARTITION BY "server_id"), "checks_run", "open_count"
FROM "heartbeats" ORDER BY "server_id", "at" DESC, "sequence" DESC;
