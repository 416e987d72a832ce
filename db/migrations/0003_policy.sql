DROP INDEX "status_history_server_id_at_index";--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "is_intermittent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_servers" ADD COLUMN "is_announced_intermittent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "breaker" text;--> statement-breakpoint
CREATE INDEX "affected_told" ON "affected_servers" USING btree ("server_id","announced_at");--> statement-breakpoint
CREATE INDEX "affected_untold" ON "affected_servers" USING btree ("post_id") WHERE ended_at is not null and announced_impact <> 'operational';--> statement-breakpoint
CREATE INDEX "alerts_server_id_closed_at_index" ON "alerts" USING btree ("server_id","closed_at");--> statement-breakpoint
CREATE INDEX "notices_bad" ON "notices" USING btree ("created_at") WHERE kind <> 'held' and kind <> 'ended';--> statement-breakpoint
CREATE INDEX "posts_no_data" ON "posts" USING btree ("started_at") WHERE cause = 'no-data';--> statement-breakpoint
CREATE INDEX "status_history_server_id_at_sequence_index" ON "status_history" USING btree ("server_id","at","sequence");