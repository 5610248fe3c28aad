-- What witnesses signed under the checkpoints of this ledger.

CREATE TABLE "LedgerCosignature" (
    "size" INTEGER NOT NULL CHECK ("size" >= 0),
    "name" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("size", "name")
) STRICT;

CREATE TRIGGER "LedgerCosignature_no_delete" BEFORE DELETE ON "LedgerCosignature" BEGIN
  SELECT RAISE(ABORT, 'cosignatures are never deleted');
END;
