ALTER TABLE "recurrences" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "recurrences" ADD COLUMN "translations" jsonb DEFAULT '{}'::jsonb NOT NULL;