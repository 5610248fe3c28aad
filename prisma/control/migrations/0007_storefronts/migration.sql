-- Where storefronts are found.

CREATE TABLE "StorefrontAddress" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "storefrontId" TEXT NOT NULL,
    CONSTRAINT "StorefrontAddress_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "StorefrontDomain" (
    "host" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "storefrontId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "checkedAt" TEXT,
    "verifiedAt" TEXT,
    "problem" TEXT,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "StorefrontDomain_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE UNIQUE INDEX "StorefrontAddress_storefrontId_key" ON "StorefrontAddress"("storefrontId");

CREATE INDEX "StorefrontAddress_orgId_idx" ON "StorefrontAddress"("orgId");

CREATE INDEX "StorefrontDomain_orgId_idx" ON "StorefrontDomain"("orgId");

CREATE INDEX "StorefrontDomain_storefrontId_idx" ON "StorefrontDomain"("storefrontId");
