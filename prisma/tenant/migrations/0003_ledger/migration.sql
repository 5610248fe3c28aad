-- The tree over the receipts, the keys that sign it, and its signed heads. docs/ledger-format.md, docs/decisions/0022.

CREATE TABLE "LedgerKey" (
    "version" INTEGER NOT NULL PRIMARY KEY CHECK ("version" >= 1),
    "vkey" TEXT NOT NULL,
    "since" INTEGER NOT NULL CHECK ("since" >= 0 AND ("since" = 0) = ("version" = 1)),
    "signature" BLOB CHECK (("signature" IS NULL) = ("version" = 1) AND ("signature" IS NULL OR length("signature") = 64)),
    "wrapped" BLOB,
    "dataKeyVersion" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "LedgerTile" (
    "level" INTEGER NOT NULL CHECK ("level" >= 1),
    "n" INTEGER NOT NULL CHECK ("n" >= 0),
    "hashes" BLOB NOT NULL CHECK (length("hashes") BETWEEN 32 AND 512 AND length("hashes") % 32 = 0),

    PRIMARY KEY ("level", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE "LedgerCheckpoint" (
    "size" INTEGER NOT NULL PRIMARY KEY CHECK ("size" >= 0),
    "root" BLOB NOT NULL CHECK (length("root") = 32),
    "note" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "keyVersion" INTEGER NOT NULL
) STRICT;

-- Appending a receipt touches as few pages as it can. Nobody looks for one by its id, which is random and so unique by
-- itself; and of the details only those that settle a debt have to be told apart.
DROP INDEX "Receipt_id_key";
DROP INDEX "ReceiptDetail_outboxId_key";
CREATE UNIQUE INDEX "ReceiptDetail_outboxId_key" ON "ReceiptDetail"("outboxId") WHERE "outboxId" IS NOT NULL;

-- What was signed stays signed, and later means larger.
CREATE TRIGGER "LedgerCheckpoint_append_only" BEFORE INSERT ON "LedgerCheckpoint"
WHEN NEW."size" <= (SELECT max("size") FROM "LedgerCheckpoint")
  OR NEW."size" IS NOT (SELECT coalesce(max("seq"), 0) FROM "Receipt")
BEGIN
  SELECT RAISE(ABORT, 'a checkpoint covers the whole ledger and follows the last one');
END;
CREATE TRIGGER "LedgerCheckpoint_no_update" BEFORE UPDATE ON "LedgerCheckpoint" BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never changed');
END;
CREATE TRIGGER "LedgerCheckpoint_no_delete" BEFORE DELETE ON "LedgerCheckpoint" BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;

-- A row of the tree grows at its end and nowhere else.
CREATE TRIGGER "LedgerTile_grow_only" BEFORE UPDATE ON "LedgerTile"
WHEN NEW."level" IS NOT OLD."level" OR NEW."n" IS NOT OLD."n"
  OR length(NEW."hashes") <= length(OLD."hashes")
  OR substr(NEW."hashes", 1, length(OLD."hashes")) IS NOT OLD."hashes"
BEGIN
  SELECT RAISE(ABORT, 'the tree only grows');
END;
CREATE TRIGGER "LedgerTile_no_delete" BEFORE DELETE ON "LedgerTile" BEGIN
  SELECT RAISE(ABORT, 'the tree only grows');
END;

-- One key after the other; of an old one only the private part goes, or is wrapped anew.
CREATE TRIGGER "LedgerKey_append_only" BEFORE INSERT ON "LedgerKey"
WHEN NEW."version" IS NOT (SELECT coalesce(max("version"), 0) + 1 FROM "LedgerKey")
  OR NEW."since" <= (SELECT max("since") FROM "LedgerKey")
BEGIN
  SELECT RAISE(ABORT, 'a ledger key must follow the last one');
END;
CREATE TRIGGER "LedgerKey_fixed" BEFORE UPDATE ON "LedgerKey"
WHEN NEW."version" IS NOT OLD."version" OR NEW."vkey" IS NOT OLD."vkey" OR NEW."since" IS NOT OLD."since"
  OR NEW."signature" IS NOT OLD."signature" OR NEW."createdAt" IS NOT OLD."createdAt"
  OR (OLD."wrapped" IS NULL AND NEW."wrapped" IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'ledger keys are never changed');
END;
CREATE TRIGGER "LedgerKey_no_delete" BEFORE DELETE ON "LedgerKey" BEGIN
  SELECT RAISE(ABORT, 'ledger keys are never deleted');
END;

-- Who pinned an old key follows the details of these receipts to the present one.
CREATE TRIGGER "ReceiptDetail_rotation_kept" BEFORE UPDATE ON "ReceiptDetail"
WHEN NEW."detail" IS NULL
  AND (SELECT "action" FROM "Receipt" WHERE "seq" = OLD."seq") = 'ledger.keyRotated'
BEGIN
  SELECT RAISE(ABORT, 'the detail of a key rotation is never erased');
END;
CREATE TRIGGER "ReceiptDetail_rotation_not_deleted" BEFORE DELETE ON "ReceiptDetail"
WHEN (SELECT "action" FROM "Receipt" WHERE "seq" = OLD."seq") = 'ledger.keyRotated'
BEGIN
  SELECT RAISE(ABORT, 'the detail of a key rotation is never erased');
END;
