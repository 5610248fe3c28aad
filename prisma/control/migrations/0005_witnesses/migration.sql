-- Whom organisations ask to cosign their checkpoints, and what this installation cosigned for others.

CREATE TABLE "LedgerWitness" (
    "orgId" TEXT NOT NULL,
    "vkey" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "size" INTEGER NOT NULL CHECK ("size" >= 0),
    "failingSince" TEXT,
    "retryAt" TEXT,

    PRIMARY KEY ("orgId", "vkey"),
    CONSTRAINT "LedgerWitness_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "WitnessedLog" (
    "origin" TEXT NOT NULL PRIMARY KEY,
    "size" INTEGER NOT NULL CHECK ("size" >= 0),
    "root" BLOB NOT NULL CHECK (length("root") = 32),
    "note" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE INDEX "LedgerWitness_retryAt_idx" ON "LedgerWitness"("retryAt");

-- What was cosigned stays cosigned: nothing smaller follows, and no other tree of the same size.
CREATE TRIGGER "WitnessedLog_monotone" BEFORE UPDATE ON "WitnessedLog"
WHEN NEW."origin" IS NOT OLD."origin" OR NEW."size" < OLD."size"
  OR (NEW."size" = OLD."size" AND NEW."root" IS NOT OLD."root")
BEGIN
  SELECT RAISE(ABORT, 'a witness never goes back');
END;
CREATE TRIGGER "WitnessedLog_no_delete" BEFORE DELETE ON "WitnessedLog" BEGIN
  SELECT RAISE(ABORT, 'a witness never forgets');
END;
