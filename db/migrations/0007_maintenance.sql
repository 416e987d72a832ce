CREATE TABLE "recurrences" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text,
	"rule" text NOT NULL,
	"first_day" text NOT NULL,
	"from_clock" text NOT NULL,
	"to_clock" text NOT NULL,
	"zone" text NOT NULL,
	"server_ids" text[] NOT NULL,
	"turns" jsonb NOT NULL,
	"ends_by" text NOT NULL,
	"is_quiet" boolean NOT NULL,
	"reminders" integer[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "first_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "ends_by" text DEFAULT 'itself' NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "announce_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "reminders" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "recurrence_id" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "occurs_on" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "told_starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "told_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "start_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ADD COLUMN "end_told_at" timestamp with time zone;--> statement-breakpoint
-- By hand: each server gets the times of the whole, and what was told of the whole was told of each.
UPDATE "maintenance_servers" s SET "starts_at" = m."starts_at", "ends_at" = m."ends_at",
  "told_at" = coalesce(m."planned_told_at", m."start_told_at"),
  "told_starts_at" = CASE WHEN coalesce(m."planned_told_at", m."start_told_at") IS NOT NULL THEN m."starts_at" END,
  "told_ends_at" = CASE WHEN coalesce(m."planned_told_at", m."start_told_at") IS NOT NULL THEN m."ends_at" END,
  "start_told_at" = m."start_told_at", "end_told_at" = m."end_told_at"
  FROM "maintenance" m WHERE m."id" = s."maintenance_id";--> statement-breakpoint
-- By hand: what was completed before it began was cancelled.
UPDATE "posts" p SET "phase" = 'cancelled'
  FROM "maintenance" m WHERE m."post_id" = p."id" AND m."completed_at" <= m."starts_at";--> statement-breakpoint
UPDATE "maintenance" SET "cancelled_at" = "completed_at", "completed_at" = NULL
  WHERE "completed_at" <= "starts_at";--> statement-breakpoint
ALTER TABLE "maintenance_servers" ALTER COLUMN "starts_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance_servers" ALTER COLUMN "ends_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "recurrences_order" ON "recurrences" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_recurrence_id_recurrences_id_fk" FOREIGN KEY ("recurrence_id") REFERENCES "public"."recurrences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "maintenance_end" ON "maintenance" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "maintenance_post" ON "maintenance" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "maintenance_untold" ON "maintenance_servers" USING btree ("maintenance_id") WHERE end_told_at is null and (told_at is null or told_starts_at <> starts_at or told_ends_at <> ends_at);--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_window" UNIQUE("recurrence_id","occurs_on");--> statement-breakpoint
ALTER TABLE "maintenance" DROP COLUMN "planned_told_at";--> statement-breakpoint
ALTER TABLE "maintenance" DROP COLUMN "start_told_at";--> statement-breakpoint
ALTER TABLE "maintenance" DROP COLUMN "end_told_at";