CREATE TABLE "server_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "slug" text;--> statement-breakpoint
-- By hand: each group that is there gets the address that its name suggests; of several alike, the later ones get their id besides.
UPDATE "groups" SET "slug" = wished.slug || CASE WHEN wished.place > 1 THEN '-' || wished.id ELSE '' END
FROM (
  SELECT id, slug, row_number() OVER (PARTITION BY slug ORDER BY position, id) AS place
  FROM (
    SELECT id, position,
      coalesce(nullif(trim(both '-' from left(regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'), 40)), ''), 'group') AS slug
    FROM "groups"
  ) AS suggested
) AS wished
WHERE wished.id = "groups".id;--> statement-breakpoint
ALTER TABLE "groups" ALTER COLUMN "slug" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "servers" ADD COLUMN "former_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "servers" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "servers" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "server_lists" ADD CONSTRAINT "server_lists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_slug_unique" UNIQUE("slug");