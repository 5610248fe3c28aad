-- Storefronts, their pictures, and consent.

CREATE TABLE "Storefront" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'published', 'unpublished')),
    "draft" TEXT NOT NULL CHECK (json_valid("draft")),
    "published" TEXT CHECK (json_valid("published")),
    "publishedAt" TEXT,
    "consent" TEXT NOT NULL CHECK (json_valid("consent")),
    "policy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "messagesUntold" INTEGER NOT NULL DEFAULT 0 CHECK ("messagesUntold" >= 0),
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "StorefrontImage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "storefrontId" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL CHECK ("bytes" >= 0),
    "width" INTEGER NOT NULL CHECK ("width" >= 1),
    "height" INTEGER NOT NULL CHECK ("height" >= 1),
    "sha256" BLOB NOT NULL CHECK (length("sha256") = 32),
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "StorefrontImage_storefrontId_fkey" FOREIGN KEY ("storefrontId") REFERENCES "Storefront" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "ConsentPolicy" (
    "hash" TEXT NOT NULL PRIMARY KEY CHECK (length("hash") = 64),
    "storefrontId" TEXT NOT NULL,
    "snapshot" TEXT NOT NULL CHECK (json_valid("snapshot")),
    "createdAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "ConsentRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "consentId" TEXT NOT NULL,
    "storefrontId" TEXT NOT NULL,
    "onceKey" TEXT CHECK (length("onceKey") = 64),
    "policy" TEXT NOT NULL,
    "choices" TEXT NOT NULL CHECK (json_valid("choices")),
    "method" TEXT NOT NULL CHECK ("method" IN ('accept_all', 'reject_all', 'custom', 'gpc', 'withdraw')),
    "language" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "userAgent" TEXT,
    "origin" TEXT NOT NULL,
    "contactId" TEXT,
    CONSTRAINT "ConsentRecord_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
) STRICT;

CREATE TABLE "ConsentScan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "storefrontId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('queued', 'running', 'done', 'failed')),
    "attempts" INTEGER NOT NULL DEFAULT 0 CHECK ("attempts" >= 0),
    "report" TEXT CHECK (json_valid("report")),
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "finishedAt" TEXT
) STRICT;

CREATE TABLE "HeldMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "storefrontId" TEXT NOT NULL,
    "fields" TEXT NOT NULL CHECK (json_valid("fields")),
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "Storefront_slug_key" ON "Storefront"("slug");

CREATE INDEX "Storefront_createdAt_id_idx" ON "Storefront"("createdAt", "id");

CREATE UNIQUE INDEX "StorefrontImage_object_key" ON "StorefrontImage"("object");

CREATE INDEX "StorefrontImage_storefrontId_id_idx" ON "StorefrontImage"("storefrontId", "id");

CREATE INDEX "ConsentPolicy_storefrontId_createdAt_idx" ON "ConsentPolicy"("storefrontId", "createdAt");

CREATE INDEX "ConsentRecord_consentId_id_idx" ON "ConsentRecord"("consentId", "id");

CREATE UNIQUE INDEX "ConsentRecord_storefrontId_onceKey_key" ON "ConsentRecord"("storefrontId", "onceKey");

CREATE INDEX "ConsentRecord_storefrontId_at_idx" ON "ConsentRecord"("storefrontId", "at");

CREATE INDEX "ConsentRecord_at_id_idx" ON "ConsentRecord"("at", "id");

CREATE INDEX "ConsentRecord_contactId_idx" ON "ConsentRecord"("contactId");

CREATE INDEX "ConsentScan_storefrontId_id_idx" ON "ConsentScan"("storefrontId", "id");

CREATE INDEX "HeldMessage_at_id_idx" ON "HeldMessage"("at", "id");

-- What visitors were asked and what they chose stays as it was; a person may be linked and unlinked.
CREATE TRIGGER "ConsentPolicy_fixed" BEFORE UPDATE ON "ConsentPolicy"
BEGIN
  SELECT RAISE(ABORT, 'a consent policy stays what visitors were asked');
END;

CREATE TRIGGER "ConsentRecord_fixed" BEFORE UPDATE ON "ConsentRecord"
WHEN NEW."id" IS NOT OLD."id" OR NEW."consentId" IS NOT OLD."consentId" OR NEW."storefrontId" IS NOT OLD."storefrontId"
  OR NEW."onceKey" IS NOT OLD."onceKey"
  OR NEW."policy" IS NOT OLD."policy" OR NEW."choices" IS NOT OLD."choices" OR NEW."method" IS NOT OLD."method"
  OR NEW."language" IS NOT OLD."language" OR NEW."at" IS NOT OLD."at" OR NEW."origin" IS NOT OLD."origin"
BEGIN
  SELECT RAISE(ABORT, 'a choice stays what the visitor chose');
END;
