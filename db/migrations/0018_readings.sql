CREATE TABLE "server_readings" (
	"server_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"cores" integer NOT NULL,
	"load_least" double precision NOT NULL,
	"load_most" double precision NOT NULL,
	"load_most_at" timestamp with time zone NOT NULL,
	"load_sum" double precision NOT NULL,
	"load_count" integer NOT NULL,
	"response_least" double precision,
	"response_most" double precision,
	"response_most_at" timestamp with time zone,
	"response_sum" double precision DEFAULT 0 NOT NULL,
	"response_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "server_readings_server_id_hour_pk" PRIMARY KEY("server_id","hour")
);
--> statement-breakpoint
DROP INDEX "posts_words";--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "times_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "file_text" text;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD COLUMN "response_ms" double precision;--> statement-breakpoint
ALTER TABLE "server_readings" ADD CONSTRAINT "server_readings_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "server_readings_hour" ON "server_readings" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "maintenance_of_server" ON "maintenance_servers" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "posts_listed" ON "posts" USING btree ((pinned_until is not null),"published_at","id");--> statement-breakpoint
CREATE INDEX "posts_happened" ON "posts" USING btree ((case kind when 'advisory' then published_at else started_at end),"id");--> statement-breakpoint
CREATE INDEX "reviews_words" ON "reviews" USING gin (to_tsvector('english', coalesce("body", '')));--> statement-breakpoint
CREATE INDEX "posts_words" ON "posts" USING gin (to_tsvector('english', coalesce("title", '') || ' ' || coalesce("summary", '') || ' ' || coalesce("body", '') || ' ' || coalesce("file_text", '')));--> statement-breakpoint
-- When they were changed was not kept: the post is what is known of it.
UPDATE "maintenance" SET "times_changed_at" = "posts"."updated_at" FROM "posts" WHERE "posts"."id" = "maintenance"."post_id" AND "maintenance"."version" > 0;
