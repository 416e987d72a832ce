ALTER TABLE "people" ADD COLUMN "role" text DEFAULT 'reader' NOT NULL;--> statement-breakpoint
UPDATE "people" SET "role" = CASE WHEN "id" IN (SELECT "id" FROM "api_tokens") THEN 'key' WHEN position('@' in "email") > 0 THEN 'owner' ELSE 'reader' END;
