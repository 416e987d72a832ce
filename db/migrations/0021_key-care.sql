ALTER TABLE "api_tokens" ADD COLUMN "token_start" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "previous_token_hash" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "previous_token_start" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "previous_token_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "previous_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "renewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "last_seen_from" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "per_minute" integer DEFAULT 600 NOT NULL;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "networks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "turns" double precision;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "turns_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "token_start" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "previous_token_start" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_previousTokenHash_unique" UNIQUE("previous_token_hash");--> statement-breakpoint
UPDATE "api_tokens" SET "owner_id" = (SELECT "audit"."person_id" FROM "audit" JOIN "people" ON "people"."id" = "audit"."person_id" WHERE "audit"."action" = 'make-api-token' AND "audit"."subject" = 'token ' || "api_tokens"."id" AND position('@' in "people"."email") > 0 LIMIT 1);

