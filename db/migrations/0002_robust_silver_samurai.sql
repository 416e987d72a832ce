DROP INDEX "notices_bad";--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "replies_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "is_quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "planned_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "start_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "end_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "announced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "acknowledged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "acknowledged_by" text;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_acknowledged_by_people_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_bad" ON "notices" USING btree ("created_at") WHERE kind in ('began', 'worsened', 'intermittent');