CREATE TABLE "hand_overs" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"forget_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "hand_overs_forget_at_index" ON "hand_overs" USING btree ("forget_at");