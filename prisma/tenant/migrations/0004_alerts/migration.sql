-- Alerts, messages on their way out, and the runs of the auditor.

CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "severity" TEXT NOT NULL CHECK ("severity" IN ('critical', 'warning')),
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'acknowledged', 'resolved')),
    "detail" TEXT NOT NULL CHECK (json_valid("detail")),
    "count" INTEGER NOT NULL CHECK ("count" >= 1),
    "firstSeenAt" TEXT NOT NULL,
    "lastSeenAt" TEXT NOT NULL,
    "toldAt" TEXT NOT NULL,
    "acknowledgedAt" TEXT,
    "acknowledgedBy" TEXT,
    "resolvedAt" TEXT,
    "resolvedBy" TEXT
) STRICT;

CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL CHECK ("channel" IN ('mail', 'webhook')),
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL CHECK (json_valid("body")),
    "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'sent', 'failed')),
    "attempts" INTEGER NOT NULL,
    "lastError" TEXT,
    "dueAt" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "endedAt" TEXT
) STRICT;

CREATE TABLE "LedgerAudit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "startedAt" TEXT NOT NULL,
    "endedAt" TEXT,
    "fromSeq" INTEGER NOT NULL,
    "toSeq" INTEGER NOT NULL,
    "samples" TEXT NOT NULL CHECK (json_valid("samples")),
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('running', 'ok', 'mismatch')),
    "problemSeq" INTEGER,
    "problem" TEXT
) STRICT;

CREATE INDEX "Alert_rule_subject_idx" ON "Alert"("rule", "subject");

CREATE INDEX "Alert_state_id_idx" ON "Alert"("state", "id");

CREATE INDEX "Delivery_state_id_idx" ON "Delivery"("state", "id");

CREATE INDEX "Delivery_subject_idx" ON "Delivery"("subject");

-- Of what is not resolved there is one alert for each rule and subject.
CREATE TRIGGER "Alert_one_live" BEFORE INSERT ON "Alert"
WHEN EXISTS (SELECT 1 FROM "Alert" WHERE "rule" = NEW."rule" AND "subject" = NEW."subject" AND "state" <> 'resolved')
BEGIN
  SELECT RAISE(ABORT, 'that alert is open already');
END;
