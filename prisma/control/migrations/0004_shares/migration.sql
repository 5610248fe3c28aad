-- Links to receipts.

CREATE TABLE "LedgerShare" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "tokenHash" BLOB NOT NULL CHECK (length("tokenHash") = 32),
    "label" TEXT NOT NULL,
    "filter" TEXT NOT NULL CHECK (json_valid("filter")),
    "reveal" TEXT NOT NULL CHECK ("reveal" IN ('redacted', 'ids')),
    "size" INTEGER NOT NULL CHECK ("size" >= 1),
    "receipts" INTEGER NOT NULL CHECK ("receipts" BETWEEN 1 AND "size"),
    "digest" BLOB NOT NULL CHECK (length("digest") = 32),
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "usesMax" INTEGER CHECK ("usesMax" >= 1),
    "uses" INTEGER NOT NULL DEFAULT 0 CHECK ("uses" >= 0 AND ("usesMax" IS NULL OR "uses" <= "usesMax")),
    "lastUsedAt" TEXT,
    CONSTRAINT "LedgerShare_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE UNIQUE INDEX "LedgerShare_tokenHash_key" ON "LedgerShare"("tokenHash");

CREATE INDEX "LedgerShare_orgId_idx" ON "LedgerShare"("orgId");

-- What a link shows is fixed when it is made, and one that was revoked stays so.
CREATE TRIGGER "LedgerShare_fixed" BEFORE UPDATE ON "LedgerShare"
WHEN NEW."orgId" IS NOT OLD."orgId" OR NEW."tokenHash" IS NOT OLD."tokenHash" OR NEW."filter" IS NOT OLD."filter"
  OR NEW."reveal" IS NOT OLD."reveal" OR NEW."size" IS NOT OLD."size" OR NEW."digest" IS NOT OLD."digest"
  OR NEW."usesMax" IS NOT OLD."usesMax" OR NEW."uses" < OLD."uses"
  OR (OLD."revokedAt" IS NOT NULL AND NEW."revokedAt" IS NOT OLD."revokedAt")
BEGIN
  SELECT RAISE(ABORT, 'a link stays what it was made as');
END;
