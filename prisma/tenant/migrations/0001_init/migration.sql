-- The first schema. Derived from schema.prisma; STRICT, CHECK, triggers and the search index are written by hand.
-- "Deal" is not STRICT: Prisma's BIGINT is no strict type. Its CHECK stands in.

CREATE TABLE "TenantIdentity" (
    "id" INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
    "orgId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Contact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firstName" TEXT,
    "lastName" TEXT,
    "company" TEXT,
    "jobTitle" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "mobile" TEXT,
    "addressLine" TEXT,
    "city" TEXT,
    "county" TEXT,
    "region" TEXT,
    "postalCode" TEXT,
    "country" TEXT,
    "website" TEXT,
    "notes" TEXT,
    "tags" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("tags")),
    "customFields" TEXT NOT NULL DEFAULT '{}' CHECK (json_valid("customFields")),
    "sortName" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Deal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "amountMinor" BIGINT CHECK ("amountMinor" IS NULL OR (typeof("amountMinor") = 'integer' AND abs("amountMinor") <= 9007199254740991)),
    "currency" TEXT,
    "expectedCloseOn" TEXT,
    "closedAt" TEXT,
    "notes" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Deal_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE "Activity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "dealId" TEXT,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT,
    "dueAt" TEXT,
    "doneAt" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Activity_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Activity_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "Import" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fileName" TEXT NOT NULL,
    "fileBytes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "rowsCreated" INTEGER NOT NULL DEFAULT 0,
    "rowsUpdated" INTEGER NOT NULL DEFAULT 0,
    "rowsSkipped" INTEGER NOT NULL DEFAULT 0,
    "rowsRejected" INTEGER NOT NULL DEFAULT 0,
    "checkpoint" TEXT,
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "finishedAt" TEXT
) STRICT;

CREATE TABLE "ImportChunk" (
    "importId" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("importId", "n"),
    CONSTRAINT "ImportChunk_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "ImportReject" (
    "importId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" TEXT NOT NULL,
    "problems" TEXT NOT NULL,

    PRIMARY KEY ("importId", "row"),
    CONSTRAINT "ImportReject_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "Receipt" (
    "seq" INTEGER NOT NULL PRIMARY KEY CHECK ("seq" >= 1),
    "id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "commitment" BLOB NOT NULL CHECK (length("commitment") = 32),
    "prev" BLOB NOT NULL CHECK (length("prev") = 32),
    "hash" BLOB NOT NULL CHECK (length("hash") = 32)
) STRICT;

CREATE TABLE "ReceiptDetail" (
    "seq" INTEGER NOT NULL PRIMARY KEY,
    "salt" BLOB,
    "detail" TEXT,
    "erasedAt" TEXT,
    "outboxId" TEXT
) STRICT;

CREATE INDEX "Contact_sortName_id_idx" ON "Contact"("sortName", "id");
CREATE INDEX "Contact_createdAt_id_idx" ON "Contact"("createdAt", "id");
CREATE INDEX "Contact_updatedAt_id_idx" ON "Contact"("updatedAt", "id");
CREATE INDEX "Contact_company_idx" ON "Contact"("company");
CREATE INDEX "Contact_email_idx" ON "Contact"("email");
CREATE INDEX "Contact_tags_id_idx" ON "Contact"("tags", "id");
CREATE INDEX "Deal_contactId_idx" ON "Deal"("contactId");
CREATE INDEX "Deal_stage_id_idx" ON "Deal"("stage", "id");
CREATE INDEX "Deal_createdAt_id_idx" ON "Deal"("createdAt", "id");
CREATE INDEX "Deal_expectedCloseOn_id_idx" ON "Deal"("expectedCloseOn", "id");
CREATE INDEX "Activity_contactId_createdAt_idx" ON "Activity"("contactId", "createdAt");
CREATE INDEX "Activity_dealId_idx" ON "Activity"("dealId");
CREATE INDEX "Activity_dueAt_id_idx" ON "Activity"("dueAt", "id");
CREATE INDEX "Activity_createdAt_id_idx" ON "Activity"("createdAt", "id");
CREATE INDEX "Import_createdAt_id_idx" ON "Import"("createdAt", "id");
CREATE UNIQUE INDEX "Receipt_id_key" ON "Receipt"("id");
CREATE INDEX "Receipt_action_seq_idx" ON "Receipt"("action", "seq");
CREATE INDEX "Receipt_subject_seq_idx" ON "Receipt"("subject", "seq");
CREATE INDEX "Receipt_actor_seq_idx" ON "Receipt"("actor", "seq");
CREATE UNIQUE INDEX "ReceiptDetail_outboxId_key" ON "ReceiptDetail"("outboxId");

-- Whose database this is never changes.
CREATE TRIGGER "TenantIdentity_no_update" BEFORE UPDATE ON "TenantIdentity" BEGIN
  SELECT RAISE(ABORT, 'the identity of a database never changes');
END;
CREATE TRIGGER "TenantIdentity_no_delete" BEFORE DELETE ON "TenantIdentity" BEGIN
  SELECT RAISE(ABORT, 'the identity of a database never changes');
END;

-- The ledger grows at its end and nowhere else, each receipt linked to the one before.
CREATE TRIGGER "Receipt_append_only" BEFORE INSERT ON "Receipt"
WHEN NEW."seq" IS NOT (SELECT coalesce(max("seq"), 0) + 1 FROM "Receipt")
  OR (NEW."seq" > 1 AND NEW."prev" IS NOT (SELECT "hash" FROM "Receipt" WHERE "seq" = NEW."seq" - 1))
BEGIN
  SELECT RAISE(ABORT, 'a receipt must follow the last one');
END;
CREATE TRIGGER "Receipt_no_update" BEFORE UPDATE ON "Receipt" BEGIN
  SELECT RAISE(ABORT, 'receipts are never changed');
END;
CREATE TRIGGER "Receipt_no_delete" BEFORE DELETE ON "Receipt" BEGIN
  SELECT RAISE(ABORT, 'receipts are never deleted');
END;
-- A detail may be erased, never rewritten.
CREATE TRIGGER "ReceiptDetail_erase_only" BEFORE UPDATE ON "ReceiptDetail"
WHEN NEW."seq" IS NOT OLD."seq"
  OR (NEW."salt" IS NOT NULL AND NEW."salt" IS NOT OLD."salt")
  OR (NEW."detail" IS NOT NULL AND NEW."detail" IS NOT OLD."detail")
BEGIN
  SELECT RAISE(ABORT, 'the detail of a receipt can only be erased');
END;

-- Contact search: any three or more characters of a name, company, e-mail, phone number or city, whatever their case
-- and accents. Of phone numbers it holds the digits alone, the two numbers apart by a slash. A query reads
--   SELECT c.* FROM contact_search s JOIN contact_search_key k ON k."number" = s.rowid
--     JOIN "Contact" c ON c."id" = k."contactId" WHERE contact_search MATCH '"chemel"'
-- The index holds numbers of its own for contacts, because VACUUM may renumber the rows of "Contact".
-- Deleted words stay in its segments until they are merged; its 'secure-delete' setting would prevent that at 7 ms for
-- each change. Whoever erases a person ends with: INSERT INTO contact_search (contact_search) VALUES ('optimize').
CREATE TABLE contact_search_key (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIEW contact_search_source AS
SELECT k."number" AS "number",
       c."id" AS "contactId",
       trim(coalesce(c."firstName", '') || ' ' || coalesce(c."lastName", '')) AS "name",
       c."company" AS "company",
       c."email" AS "email",
       replace(replace(replace(replace(replace(replace(
         coalesce(c."phone", '') || '/' || coalesce(c."mobile", ''),
         ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '+', '') AS "phone",
       c."city" AS "city"
  FROM contact_search_key k JOIN "Contact" c ON c."id" = k."contactId";

CREATE VIRTUAL TABLE contact_search USING fts5(
    "name", "company", "email", "phone", "city",
    content = 'contact_search_source', content_rowid = 'number', columnsize = 0,
    tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER "Contact_search_insert" AFTER INSERT ON "Contact" BEGIN
  INSERT INTO contact_search_key ("contactId") VALUES (NEW."id");
  INSERT INTO contact_search (rowid, "name", "company", "email", "phone", "city")
    SELECT "number", "name", "company", "email", "phone", "city" FROM contact_search_source WHERE "contactId" = NEW."id";
END;
CREATE TRIGGER "Contact_search_before_update"
BEFORE UPDATE OF "firstName", "lastName", "company", "email", "phone", "mobile", "city" ON "Contact" BEGIN
  INSERT INTO contact_search (contact_search, rowid, "name", "company", "email", "phone", "city")
    SELECT 'delete', "number", "name", "company", "email", "phone", "city" FROM contact_search_source WHERE "contactId" = OLD."id";
END;
CREATE TRIGGER "Contact_search_after_update"
AFTER UPDATE OF "firstName", "lastName", "company", "email", "phone", "mobile", "city" ON "Contact" BEGIN
  INSERT INTO contact_search (rowid, "name", "company", "email", "phone", "city")
    SELECT "number", "name", "company", "email", "phone", "city" FROM contact_search_source WHERE "contactId" = NEW."id";
END;
CREATE TRIGGER "Contact_search_delete" BEFORE DELETE ON "Contact" BEGIN
  INSERT INTO contact_search (contact_search, rowid, "name", "company", "email", "phone", "city")
    SELECT 'delete', "number", "name", "company", "email", "phone", "city" FROM contact_search_source WHERE "contactId" = OLD."id";
  DELETE FROM contact_search_key WHERE "contactId" = OLD."id";
END;
CREATE TRIGGER "Contact_id_fixed" BEFORE UPDATE OF "id" ON "Contact" WHEN NEW."id" IS NOT OLD."id" BEGIN
  SELECT RAISE(ABORT, 'the id of a contact never changes');
END;
