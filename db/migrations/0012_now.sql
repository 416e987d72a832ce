CREATE TABLE "taken_rows" (
	"key" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "taken_rows" ADD CONSTRAINT "taken_rows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;