CREATE TABLE "uptime_months" (
	"server_id" text NOT NULL,
	"month" text NOT NULL,
	"formula" integer NOT NULL,
	"down_ms" bigint NOT NULL,
	"slow_ms" bigint NOT NULL,
	"maintenance_ms" bigint NOT NULL,
	"without_data_ms" bigint NOT NULL,
	"fine_ms" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uptime_months_server_id_month_pk" PRIMARY KEY("server_id","month")
);
--> statement-breakpoint
ALTER TABLE "uptime_months" ADD CONSTRAINT "uptime_months_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_words" ON "posts" USING gin (to_tsvector('english', coalesce("title", '') || ' ' || coalesce("summary", '') || ' ' || coalesce("body", '')));--> statement-breakpoint
CREATE INDEX "updates_words" ON "updates" USING gin (to_tsvector('english', coalesce("body", '')));