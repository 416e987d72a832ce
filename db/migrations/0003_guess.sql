ALTER TABLE "alert_log" ADD COLUMN "is_guess" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "is_guess" boolean DEFAULT false NOT NULL;