CREATE TABLE "sheet_edits" (
	"workspace_id" integer NOT NULL,
	"version_id" bigint NOT NULL,
	"edit_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sheet_edits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"revision" integer NOT NULL,
	"outcome" text NOT NULL,
	"member_id" bigint,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"place" text,
	"signatures_cleared" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "sheet_edits_workspace_id_version_id_edit_id_pk" PRIMARY KEY("workspace_id","version_id","edit_id")
);
--> statement-breakpoint
ALTER TABLE "sheet_edits" ADD CONSTRAINT "sheet_edits_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sheet_edits_since" ON "sheet_edits" USING btree ("workspace_id","version_id","revision","id");