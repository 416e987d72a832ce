ALTER TABLE "notices" ADD COLUMN "update_id" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "waits_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "judged_impact" text;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "judged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "judged_over" text;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "is_judged_quietly" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "tell_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "merged_into_id" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "split_from_id" text;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "corrected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_update_id_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."updates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_merged_into_id_posts_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_split_from_id_posts_id_fk" FOREIGN KEY ("split_from_id") REFERENCES "public"."posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_update" ON "notices" USING btree ("update_id") WHERE update_id is not null;