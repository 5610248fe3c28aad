// Printed by `node scripts/print-docs.ts` from the contract of the API. Do not edit by hand.

import { pages } from '../pages.ts';
import { createTransport } from '../transport.ts';
import type { CallOptions, ClientOptions, FileBody, Transport } from '../transport-types.ts';
import type {
  ActivitiesDeleteInput,
  ActivitiesListInput,
  ActivitiesReadInput,
  ActivitiesUpdateInput,
  Activity,
  ActivityPage,
  Alert,
  AlertPage,
  AlertSettings,
  AlertsAcknowledgeInput,
  AlertsListDeliveriesInput,
  AlertsListInput,
  AlertsReadInput,
  AlertsResolveInput,
  AlertsRetryDeliveryInput,
  AllowedOrigin,
  AllowedOriginPage,
  ApiKey,
  ApiKeyPage,
  ApiKeysListInput,
  ApiKeysReadInput,
  Archive,
  ArchiveList,
  ArchivesReadInput,
  AuditEvent,
  AuditEventPage,
  AuditExportInput,
  AuditListInput,
  BannerConfigAnswer,
  BatchOutcome,
  Caller,
  Checkpoint,
  CheckpointPage,
  ConsentEntry,
  ConsentKey,
  ConsentPage,
  ConsentRecorded,
  ConsentScansDownloadInput,
  ConsentScansListInput,
  ConsentScansReadInput,
  ConsentSettingsAnswer,
  ConsentSettingsPublishInput,
  ConsentSettingsReadInput,
  ConsentSettingsUpdateInput,
  ConsentStatistics,
  ConsentWithdrawn,
  ConsentsDeleteBody,
  ConsentsDeleted,
  ConsentsExportInput,
  ConsentsListInput,
  ConsentsReadBannerInput,
  ConsentsReadInput,
  ConsentsReadPolicyInput,
  ConsentsStatisticsInput,
  ConsentsWithdrawBody,
  ConsistencyProof,
  Contact,
  ContactPage,
  ContactsDeleteInput,
  ContactsListInput,
  ContactsReadInput,
  ContactsUpdateInput,
  CreateActivity,
  CreateContact,
  CreateDeal,
  CreateInteraction,
  CreateStorefront,
  DataExport,
  DataExportPage,
  Deal,
  DealPage,
  DealsDeleteInput,
  DealsListInput,
  DealsReadInput,
  DealsUpdateInput,
  Delivery,
  DeliveryPage,
  ErasureCertificate,
  ErasureCertificatesDownloadInput,
  ErasureCertificatesReadInput,
  ExportsListInput,
  ExportsReadInput,
  FilePage,
  FileRecord,
  FilesDeleteInput,
  FilesDownloadInput,
  FilesListInput,
  FilesReadInput,
  FilesUploadInput,
  FoundPersons,
  HeldMessage,
  HeldMessagePage,
  Hold,
  HoldPage,
  HoldsListInput,
  Import,
  ImportDryRun,
  ImportPage,
  ImportPreview,
  ImportsCancelInput,
  ImportsCommitInput,
  ImportsCreateInput,
  ImportsDeleteInput,
  ImportsDryRunInput,
  ImportsListInput,
  ImportsMapInput,
  ImportsPreviewInput,
  ImportsReadInput,
  ImportsRejectsInput,
  InclusionProof,
  Interaction,
  InteractionPage,
  InteractionsCreateBatchInput,
  InteractionsDeleteInput,
  InteractionsListInput,
  InteractionsReadInput,
  Inventory,
  InventoryExportInput,
  Invite,
  InviteList,
  InvitesListInput,
  KeyLeakReported,
  LedgerAudit,
  LedgerAuditPage,
  LedgerExportInput,
  LedgerHistoriesDownloadInput,
  LedgerHistoryList,
  LedgerKeys,
  LedgerListAuditsInput,
  LedgerListCheckpointsInput,
  LedgerProveConsistencyInput,
  LedgerProveInclusionInput,
  LedgerPublication,
  LedgerReadCheckpointInput,
  LedgerVerdict,
  LedgerVerifyInput,
  Member,
  MemberList,
  MembersListInput,
  MessageAccepted,
  MessageSent,
  MessagesAcceptInput,
  MessagesDismissInput,
  MessagesListInput,
  OAuthClient,
  OAuthClientPage,
  OAuthGrant,
  OAuthGrantPage,
  OauthClientsListInput,
  OauthGrantsListInput,
  OpenReceipt,
  OrganizationBackups,
  OrganizationDetail,
  OrganizationDrills,
  OriginsListInput,
  OverviewCounts,
  OwnConsents,
  PersonErasure,
  PersonErasures,
  PersonFindings,
  PersonsFindInput,
  PersonsReadErasureInput,
  PersonsReadInput,
  ProveConsent,
  Receipt,
  ReceiptPage,
  ReceiptsListInput,
  ReceiptsReadInput,
  RecordConsent,
  ReportKeyLeak,
  ReportedInteraction,
  RequestScan,
  RequestSubjects,
  RetentionHistory,
  RetentionPreview,
  RetentionPreviewInput,
  RetentionRules,
  Scan,
  ScanEntry,
  ScanPage,
  Share,
  SharePage,
  SharedReceipts,
  SharesListInput,
  SharesOpenInput,
  Storefront,
  StorefrontDomain,
  StorefrontDomains,
  StorefrontDomainsAddInput,
  StorefrontDomainsListInput,
  StorefrontDomainsRemoveInput,
  StorefrontDomainsVerifyInput,
  StorefrontEntry,
  StorefrontImage,
  StorefrontImages,
  StorefrontImagesDeleteInput,
  StorefrontImagesDownloadInput,
  StorefrontImagesListInput,
  StorefrontImagesUploadInput,
  StorefrontPage,
  StorefrontsDeleteInput,
  StorefrontsListInput,
  StorefrontsPublishInput,
  StorefrontsReadInput,
  StorefrontsSendMessageInput,
  StorefrontsUnpublishInput,
  StorefrontsUpdateInput,
  SubjectRequest,
  SubjectRequestPage,
  SubjectRequestsAssignInput,
  SubjectRequestsDownloadInput,
  SubjectRequestsExtendInput,
  SubjectRequestsFindSubjectsInput,
  SubjectRequestsFulfilInput,
  SubjectRequestsLinkInput,
  SubjectRequestsListInput,
  SubjectRequestsReadInput,
  SubjectRequestsRefuseInput,
  SubjectRequestsResendAnswerInput,
  SubjectRequestsRevokeAnswerInput,
  SubjectRequestsWithdrawInput,
  SubjectStatistics,
} from './types.ts';

/** Caller. */
export class MeApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * See who you are.
   * The organisation, the key or person that asks, the program that asks for them, and what they may do.
   * `GET /me`, needs the scope `self:read`.
   */
  read(options: CallOptions = {}): Promise<Caller> {
    return this.transport.call<Caller>({ name: 'me.read', method: 'GET', path: '/me', readsOnly: true }, { options });
  }
}

/** Contacts. */
export class ContactsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List contacts.
   * Filters are joined by "and". Contacts without a value in the sort field come last.
   * `GET /contacts`, needs the scope `contacts:read`.
   */
  list(input: ContactsListInput = {}, options: CallOptions = {}): Promise<ContactPage> {
    return this.transport.call<ContactPage>({ name: 'contacts.list', method: 'GET', path: '/contacts', query: ['q', 'tag', 'company', 'city', 'email', 'sort', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List contacts: one after the other, page by page as they are asked for. */
  listAll(input: ContactsListInput = {}, options: CallOptions = {}): AsyncGenerator<Contact, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Create a contact.
   * `POST /contacts`, needs the scope `contacts:write`.
   */
  create(input: CreateContact, options: CallOptions = {}): Promise<Contact> {
    return this.transport.call<Contact>({ name: 'contacts.create', method: 'POST', path: '/contacts', idempotent: true }, { input, options });
  }

  /**
   * Read a contact.
   * `GET /contacts/{id}`, needs the scope `contacts:read`.
   */
  read(input: ContactsReadInput, options: CallOptions = {}): Promise<Contact> {
    return this.transport.call<Contact>({ name: 'contacts.read', method: 'GET', path: '/contacts/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Change a contact.
   * Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.
   * `PATCH /contacts/{id}`, needs the scope `contacts:write`.
   */
  update(input: ContactsUpdateInput, options: CallOptions = {}): Promise<Contact> {
    return this.transport.call<Contact>({ name: 'contacts.update', method: 'PATCH', path: '/contacts/{id}', idempotent: true }, { input, options });
  }

  /**
   * Delete a contact.
   * The contact's activities, interactions and files go with it; its deals stay, without a contact.
   * `DELETE /contacts/{id}`, needs the scope `contacts:write`.
   */
  delete(input: ContactsDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'contacts.delete', method: 'DELETE', path: '/contacts/{id}', answers: 'nothing' }, { input, options });
  }
}

/** Deals. */
export class DealsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List deals.
   * Filters are joined by "and". Deals without a value in the sort field come last.
   * `GET /deals`, needs the scope `deals:read`.
   */
  list(input: DealsListInput = {}, options: CallOptions = {}): Promise<DealPage> {
    return this.transport.call<DealPage>({ name: 'deals.list', method: 'GET', path: '/deals', query: ['q', 'stage', 'contactId', 'sort', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List deals: one after the other, page by page as they are asked for. */
  listAll(input: DealsListInput = {}, options: CallOptions = {}): AsyncGenerator<Deal, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Create a deal.
   * `POST /deals`, needs the scope `deals:write`.
   */
  create(input: CreateDeal, options: CallOptions = {}): Promise<Deal> {
    return this.transport.call<Deal>({ name: 'deals.create', method: 'POST', path: '/deals', idempotent: true }, { input, options });
  }

  /**
   * Read a deal.
   * `GET /deals/{id}`, needs the scope `deals:read`.
   */
  read(input: DealsReadInput, options: CallOptions = {}): Promise<Deal> {
    return this.transport.call<Deal>({ name: 'deals.read', method: 'GET', path: '/deals/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Change a deal.
   * Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.
   * `PATCH /deals/{id}`, needs the scope `deals:write`.
   */
  update(input: DealsUpdateInput, options: CallOptions = {}): Promise<Deal> {
    return this.transport.call<Deal>({ name: 'deals.update', method: 'PATCH', path: '/deals/{id}', idempotent: true }, { input, options });
  }

  /**
   * Delete a deal.
   * The deal's activities and files go with it.
   * `DELETE /deals/{id}`, needs the scope `deals:write`.
   */
  delete(input: DealsDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'deals.delete', method: 'DELETE', path: '/deals/{id}', answers: 'nothing' }, { input, options });
  }
}

/** Activities. */
export class ActivitiesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List activities.
   * Filters are joined by "and". Activities without a value in the sort field come last.
   * `GET /activities`, needs the scope `activities:read`.
   */
  list(input: ActivitiesListInput = {}, options: CallOptions = {}): Promise<ActivityPage> {
    return this.transport.call<ActivityPage>({ name: 'activities.list', method: 'GET', path: '/activities', query: ['q', 'kind', 'contactId', 'dealId', 'done', 'dueBefore', 'sort', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List activities: one after the other, page by page as they are asked for. */
  listAll(input: ActivitiesListInput = {}, options: CallOptions = {}): AsyncGenerator<Activity, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Create an activity.
   * An activity of a deal belongs to the deal's contact too, unless another one is named.
   * `POST /activities`, needs the scope `activities:write`.
   */
  create(input: CreateActivity, options: CallOptions = {}): Promise<Activity> {
    return this.transport.call<Activity>({ name: 'activities.create', method: 'POST', path: '/activities', idempotent: true }, { input, options });
  }

  /**
   * Read an activity.
   * `GET /activities/{id}`, needs the scope `activities:read`.
   */
  read(input: ActivitiesReadInput, options: CallOptions = {}): Promise<Activity> {
    return this.transport.call<Activity>({ name: 'activities.read', method: 'GET', path: '/activities/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Change an activity.
   * Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.
   * `PATCH /activities/{id}`, needs the scope `activities:write`.
   */
  update(input: ActivitiesUpdateInput, options: CallOptions = {}): Promise<Activity> {
    return this.transport.call<Activity>({ name: 'activities.update', method: 'PATCH', path: '/activities/{id}', idempotent: true }, { input, options });
  }

  /**
   * Delete an activity.
   * `DELETE /activities/{id}`, needs the scope `activities:write`.
   */
  delete(input: ActivitiesDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'activities.delete', method: 'DELETE', path: '/activities/{id}', answers: 'nothing' }, { input, options });
  }
}

/** Interactions. */
export class InteractionsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List interactions.
   * The newest first, by when they occurred. Filters are joined by "and".
   * `GET /interactions`, needs the scope `interactions:read`.
   */
  list(input: InteractionsListInput = {}, options: CallOptions = {}): Promise<InteractionPage> {
    return this.transport.call<InteractionPage>({ name: 'interactions.list', method: 'GET', path: '/interactions', query: ['contactId', 'email', 'channel', 'direction', 'from', 'to', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List interactions: one after the other, page by page as they are asked for. */
  listAll(input: InteractionsListInput = {}, options: CallOptions = {}): AsyncGenerator<Interaction, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Report an interaction.
   * The same `externalId` with the same content is stored once: reported again, it answers 200 with what is stored,
   * and `duplicate` is true. With different content it is refused with `conflict`. Interactions are never changed.
   * `POST /interactions`, needs the scope `interactions:write`.
   */
  create(input: CreateInteraction, options: CallOptions = {}): Promise<ReportedInteraction> {
    return this.transport.call<ReportedInteraction>({ name: 'interactions.create', method: 'POST', path: '/interactions', idempotent: true }, { input, options });
  }

  /**
   * Report up to 100 interactions.
   * All or nothing: one bad item refuses all, and every problem is named by its place, such as `items.7.channel`.
   * With `?partial=true` the good ones are stored and each item says what became of it. Either way what is stored is
   * stored together. 201 when anything was created, else 200.
   * `POST /interactions/batch`, needs the scope `interactions:write`.
   */
  createBatch(input: InteractionsCreateBatchInput, options: CallOptions = {}): Promise<BatchOutcome> {
    return this.transport.call<BatchOutcome>({ name: 'interactions.createBatch', method: 'POST', path: '/interactions/batch', query: ['partial'], idempotent: true }, { input, options });
  }

  /**
   * Read an interaction.
   * `GET /interactions/{id}`, needs the scope `interactions:read`.
   */
  read(input: InteractionsReadInput, options: CallOptions = {}): Promise<Interaction> {
    return this.transport.call<Interaction>({ name: 'interactions.read', method: 'GET', path: '/interactions/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Delete an interaction.
   * For what was reported by mistake. Its `externalId` can be used again.
   * `DELETE /interactions/{id}`, needs the scope `interactions:write`.
   */
  delete(input: InteractionsDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'interactions.delete', method: 'DELETE', path: '/interactions/{id}', answers: 'nothing' }, { input, options });
  }
}

/** Files. */
export class FilesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List files.
   * The newest first. Filters are joined by "and".
   * `GET /files`, needs the scope `files:read`.
   */
  list(input: FilesListInput = {}, options: CallOptions = {}): Promise<FilePage> {
    return this.transport.call<FilePage>({ name: 'files.list', method: 'GET', path: '/files', query: ['contactId', 'dealId', 'of', 'q', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List files: one after the other, page by page as they are asked for. */
  listAll(input: FilesListInput = {}, options: CallOptions = {}): AsyncGenerator<FileRecord, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Upload a file.
   * The body is the file. It belongs to a contact, to a deal, to both, or to the organisation itself, and is kept
   * encrypted under the key of the organisation. What it is called is cleaned of paths and of characters that cannot
   * be seen.
   * `POST /files`, needs the scope `files:write`.
   */
  upload(input: FilesUploadInput = {}, file: FileBody, options: CallOptions = {}): Promise<FileRecord> {
    return this.transport.call<FileRecord>({ name: 'files.upload', method: 'POST', path: '/files', query: ['fileName', 'contactId', 'dealId'], sends: 'application/octet-stream' }, { input, file, options });
  }

  /**
   * Read what is known of a file.
   * `GET /files/{id}`, needs the scope `files:read`.
   */
  read(input: FilesReadInput, options: CallOptions = {}): Promise<FileRecord> {
    return this.transport.call<FileRecord>({ name: 'files.read', method: 'GET', path: '/files/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Delete a file.
   * Its bytes go with it.
   * `DELETE /files/{id}`, needs the scope `files:write`.
   */
  delete(input: FilesDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'files.delete', method: 'DELETE', path: '/files/{id}', answers: 'nothing' }, { input, options });
  }

  /**
   * Download a file.
   * Always as an attachment, never to be shown by a browser. A file that was changed or cut off where it is kept
   * breaks the download off.
   * `GET /files/{id}/download`, needs the scope `files:read`.
   */
  download(input: FilesDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'files.download', method: 'GET', path: '/files/{id}/download', answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Imports. */
export class ImportsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List imports.
   * `GET /imports`, needs the scope `contacts:read`.
   */
  list(input: ImportsListInput = {}, options: CallOptions = {}): Promise<ImportPage> {
    return this.transport.call<ImportPage>({ name: 'imports.list', method: 'GET', path: '/imports', query: ['sort', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List imports: one after the other, page by page as they are asked for. */
  listAll(input: ImportsListInput = {}, options: CallOptions = {}): AsyncGenerator<Import, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Upload a CSV file of contacts.
   * The body is the file. Encoding and delimiter are detected and columns mapped by their names; nothing is imported
   * yet.
   * `POST /imports`, needs the scope `contacts:write`.
   */
  create(input: ImportsCreateInput = {}, file: FileBody, options: CallOptions = {}): Promise<Import> {
    return this.transport.call<Import>({ name: 'imports.create', method: 'POST', path: '/imports', query: ['fileName'], sends: 'text/csv' }, { input, file, options });
  }

  /**
   * Read an import.
   * `GET /imports/{id}`, needs the scope `contacts:read`.
   */
  read(input: ImportsReadInput, options: CallOptions = {}): Promise<Import> {
    return this.transport.call<Import>({ name: 'imports.read', method: 'GET', path: '/imports/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Say where the columns of an import go.
   * `PATCH /imports/{id}`, needs the scope `contacts:write`.
   */
  map(input: ImportsMapInput, options: CallOptions = {}): Promise<Import> {
    return this.transport.call<Import>({ name: 'imports.map', method: 'PATCH', path: '/imports/{id}', idempotent: true }, { input, options });
  }

  /**
   * Delete an import.
   * Its file and its rejected rows go; the contacts that it made stay, and so do its receipts.
   * `DELETE /imports/{id}`, needs the scope `contacts:write`.
   */
  delete(input: ImportsDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'imports.delete', method: 'DELETE', path: '/imports/{id}', answers: 'nothing' }, { input, options });
  }

  /**
   * See what the first rows of an import would become.
   * `GET /imports/{id}/preview`, needs the scope `contacts:write`.
   */
  preview(input: ImportsPreviewInput, options: CallOptions = {}): Promise<ImportPreview> {
    return this.transport.call<ImportPreview>({ name: 'imports.preview', method: 'GET', path: '/imports/{id}/preview', query: ['rows'], readsOnly: true }, { input, options });
  }

  /**
   * See what a whole import would do, without doing it.
   * `POST /imports/{id}/dry-run`, needs the scope `contacts:write`.
   */
  dryRun(input: ImportsDryRunInput, options: CallOptions = {}): Promise<ImportDryRun> {
    return this.transport.call<ImportDryRun>({ name: 'imports.dryRun', method: 'POST', path: '/imports/{id}/dry-run', readsOnly: true }, { input, options });
  }

  /**
   * Import the rows of an uploaded file.
   * The rows are imported in the background; read the import to see how far it is. Asking again is harmless.
   * `POST /imports/{id}/commit`, needs the scope `contacts:write`.
   */
  commit(input: ImportsCommitInput, options: CallOptions = {}): Promise<Import> {
    return this.transport.call<Import>({ name: 'imports.commit', method: 'POST', path: '/imports/{id}/commit', idempotent: true }, { input, options });
  }

  /**
   * Cancel an import.
   * Rows that were imported already stay; the counts say which. The uploaded file is removed.
   * `POST /imports/{id}/cancel`, needs the scope `contacts:write`.
   */
  cancel(input: ImportsCancelInput, options: CallOptions = {}): Promise<Import> {
    return this.transport.call<Import>({ name: 'imports.cancel', method: 'POST', path: '/imports/{id}/cancel', idempotent: true }, { input, options });
  }

  /**
   * Download the rejected rows of an import.
   * A CSV file with the columns of the upload and what is wrong with each row, to correct and upload again.
   * `GET /imports/{id}/rejects`, needs the scope `contacts:read`.
   */
  rejects(input: ImportsRejectsInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'imports.rejects', method: 'GET', path: '/imports/{id}/rejects', answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Exports. */
export class ExportsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List exports.
   * The newest first. An archive is there for 7 days; the note that it was made for 90.
   * `GET /exports`, needs the scope `exports:read`.
   */
  list(input: ExportsListInput = {}, options: CallOptions = {}): Promise<DataExportPage> {
    return this.transport.call<DataExportPage>({ name: 'exports.list', method: 'GET', path: '/exports', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List exports: one after the other, page by page as they are asked for. */
  listAll(input: ExportsListInput = {}, options: CallOptions = {}): AsyncGenerator<DataExport, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read an export.
   * With how many rows are written, and how many there are to write.
   * `GET /exports/{id}`, needs the scope `exports:read`.
   */
  read(input: ExportsReadInput, options: CallOptions = {}): Promise<DataExport> {
    return this.transport.call<DataExport>({ name: 'exports.read', method: 'GET', path: '/exports/{id}', readsOnly: true }, { input, options });
  }
}

/** Archives. */
export class ArchivesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List archives.
   * The last hundred, newest first.
   * `GET /archives`, needs the scope `exports:read`.
   */
  list(options: CallOptions = {}): Promise<ArchiveList> {
    return this.transport.call<ArchiveList>({ name: 'archives.list', method: 'GET', path: '/archives', readsOnly: true }, { options });
  }

  /**
   * Read an archive.
   * Where it is on its way in, what is in it, and why it was refused.
   * `GET /archives/{id}`, needs the scope `exports:read`.
   */
  read(input: ArchivesReadInput, options: CallOptions = {}): Promise<Archive> {
    return this.transport.call<Archive>({ name: 'archives.read', method: 'GET', path: '/archives/{id}', readsOnly: true }, { input, options });
  }
}

/** Verified history. */
export class LedgerHistoriesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List ledgers that archives brought.
   * Each was verified as a whole before it was kept, and stands beside the ledger of this organisation.
   * `GET /ledger/histories`, needs the scope `receipts:read`.
   */
  list(options: CallOptions = {}): Promise<LedgerHistoryList> {
    return this.transport.call<LedgerHistoryList>({ name: 'ledgerHistories.list', method: 'GET', path: '/ledger/histories', readsOnly: true }, { options });
  }

  /**
   * Download a ledger that an archive brought.
   * A full export after docs/ledger-format.md, section 5: `holdfast-verify` checks it.
   * `GET /ledger/histories/{id}/file`, needs the scope `exports:read`.
   */
  download(input: LedgerHistoriesDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'ledgerHistories.download', method: 'GET', path: '/ledger/histories/{id}/file', answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Overview. */
export class OverviewApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * See how much there is.
   * `GET /overview`, needs the scope `organization:read`.
   */
  read(options: CallOptions = {}): Promise<OverviewCounts> {
    return this.transport.call<OverviewCounts>({ name: 'overview.read', method: 'GET', path: '/overview', readsOnly: true }, { options });
  }
}

/** Receipts. */
export class ReceiptsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List receipts.
   * `GET /ledger/receipts`, needs the scope `receipts:read`.
   */
  list(input: ReceiptsListInput = {}, options: CallOptions = {}): Promise<ReceiptPage> {
    return this.transport.call<ReceiptPage>({ name: 'receipts.list', method: 'GET', path: '/ledger/receipts', query: ['actor', 'action', 'subject', 'from', 'to', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List receipts: one after the other, page by page as they are asked for. */
  listAll(input: ReceiptsListInput = {}, options: CallOptions = {}): AsyncGenerator<Receipt, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read a receipt.
   * `GET /ledger/receipts/{seq}`, needs the scope `receipts:read`.
   */
  read(input: ReceiptsReadInput, options: CallOptions = {}): Promise<OpenReceipt> {
    return this.transport.call<OpenReceipt>({ name: 'receipts.read', method: 'GET', path: '/ledger/receipts/{seq}', readsOnly: true }, { input, options });
  }
}

/** Ledger. */
export class LedgerApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Verify the ledger.
   * Checks every receipt (its hash, its link, its commitment), the keys, and the last 1,000 signed checkpoints
   * against the tree over the receipts. Give a head that you noted earlier to find out whether all of it was made
   * anew.
   * `GET /ledger/verify`, needs the scope `receipts:verify`.
   */
  verify(input: LedgerVerifyInput = {}, options: CallOptions = {}): Promise<LedgerVerdict> {
    return this.transport.call<LedgerVerdict>({ name: 'ledger.verify', method: 'GET', path: '/ledger/verify', query: ['expectedSeq', 'expectedHash'], readsOnly: true }, { input, options });
  }

  /**
   * Read the signed head of the ledger.
   * A checkpoint of everything that is written now; keep it elsewhere, it proves later cuts and changes.
   * `GET /ledger/checkpoint`, needs the scope `receipts:read`.
   */
  readCheckpoint(input: LedgerReadCheckpointInput = {}, options: CallOptions = {}): Promise<Checkpoint> {
    return this.transport.call<Checkpoint>({ name: 'ledger.readCheckpoint', method: 'GET', path: '/ledger/checkpoint', query: ['size'], readsOnly: true }, { input, options });
  }

  /**
   * List the signed heads of the ledger.
   * Every checkpoint that was signed, the largest first. It signs none.
   * `GET /ledger/checkpoints`, needs the scope `receipts:read`.
   */
  listCheckpoints(input: LedgerListCheckpointsInput = {}, options: CallOptions = {}): Promise<CheckpointPage> {
    return this.transport.call<CheckpointPage>({ name: 'ledger.listCheckpoints', method: 'GET', path: '/ledger/checkpoints', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List the signed heads of the ledger: one after the other, page by page as they are asked for. */
  listCheckpointsAll(input: LedgerListCheckpointsInput = {}, options: CallOptions = {}): AsyncGenerator<Checkpoint, void> {
    return pages((cursor) => this.listCheckpoints({ ...input, ...cursor }, options));
  }

  /**
   * Prove that a receipt is in the ledger.
   * An inclusion proof of RFC 9162, from the receipt to the root of the last checkpoint or of the size given.
   * `GET /ledger/inclusion`, needs the scope `receipts:read`.
   */
  proveInclusion(input: LedgerProveInclusionInput, options: CallOptions = {}): Promise<InclusionProof> {
    return this.transport.call<InclusionProof>({ name: 'ledger.proveInclusion', method: 'GET', path: '/ledger/inclusion', query: ['seq', 'size'], readsOnly: true }, { input, options });
  }

  /**
   * Prove that the ledger only grew.
   * A consistency proof of RFC 9162, from an earlier size to the last checkpoint or to the size given.
   * `GET /ledger/consistency`, needs the scope `receipts:read`.
   */
  proveConsistency(input: LedgerProveConsistencyInput, options: CallOptions = {}): Promise<ConsistencyProof> {
    return this.transport.call<ConsistencyProof>({ name: 'ledger.proveConsistency', method: 'GET', path: '/ledger/consistency', query: ['from', 'to'], readsOnly: true }, { input, options });
  }

  /**
   * Export the ledger.
   * Every receipt, one a line, then the signed checkpoint; with a filter, the receipts that match, each with its
   * proof. Details are there for those who may read them.
   * `GET /ledger/export`, needs the scope `receipts:read`.
   */
  export(input: LedgerExportInput = {}, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'ledger.export', method: 'GET', path: '/ledger/export', query: ['actor', 'action', 'subject', 'from', 'to'], answers: 'file', readsOnly: true }, { input, options });
  }

  /**
   * List the keys that sign the ledger.
   * Every key that there has been, with the signature by which the one before handed over to it.
   * `GET /ledger/keys`, needs the scope `receipts:read`.
   */
  listKeys(options: CallOptions = {}): Promise<LedgerKeys> {
    return this.transport.call<LedgerKeys>({ name: 'ledger.listKeys', method: 'GET', path: '/ledger/keys', readsOnly: true }, { options });
  }

  /**
   * List the checks of the ledger.
   * The auditor checks each ledger every three hours, from where it ended, and older ranges at random. This says how
   * far it has come, and lists its last 200 runs, the newest first.
   * `GET /ledger/audits`, needs the scope `receipts:read`.
   */
  listAudits(input: LedgerListAuditsInput = {}, options: CallOptions = {}): Promise<LedgerAuditPage> {
    return this.transport.call<LedgerAuditPage>({ name: 'ledger.listAudits', method: 'GET', path: '/ledger/audits', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List the checks of the ledger: one after the other, page by page as they are asked for. */
  listAuditsAll(input: LedgerListAuditsInput = {}, options: CallOptions = {}): AsyncGenerator<LedgerAudit, void> {
    return pages((cursor) => this.listAudits({ ...input, ...cursor }, options));
  }

  /**
   * Read where checkpoints go.
   * `GET /ledger/publication`, needs the scope `receipts:read`.
   */
  readPublication(options: CallOptions = {}): Promise<LedgerPublication> {
    return this.transport.call<LedgerPublication>({ name: 'ledger.readPublication', method: 'GET', path: '/ledger/publication', readsOnly: true }, { options });
  }
}

/** Shared receipts. */
export class SharesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List links to receipts.
   * `GET /ledger/shares`, needs the scope `shares:read`.
   */
  list(input: SharesListInput = {}, options: CallOptions = {}): Promise<SharePage> {
    return this.transport.call<SharePage>({ name: 'shares.list', method: 'GET', path: '/ledger/shares', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List links to receipts: one after the other, page by page as they are asked for. */
  listAll(input: SharesListInput = {}, options: CallOptions = {}): AsyncGenerator<Share, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Open a link to receipts.
   * What a link shows, for anybody who has it. Each call that is answered is one use. A link that never was, has
   * expired, was revoked or is used up is answered alike.
   * `GET /shares/{token}`.
   */
  open(input: SharesOpenInput, options: CallOptions = {}): Promise<SharedReceipts> {
    return this.transport.call<SharedReceipts>({ name: 'shares.open', method: 'GET', path: '/shares/{token}', readsOnly: true }, { input, options });
  }
}

/** Storefronts. */
export class StorefrontsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Create a storefront.
   * As a draft, at an address of its own. The address stays; the rest can be changed.
   * `POST /storefronts`, needs the scope `storefronts:write`.
   */
  create(input: CreateStorefront, options: CallOptions = {}): Promise<Storefront> {
    return this.transport.call<Storefront>({ name: 'storefronts.create', method: 'POST', path: '/storefronts', idempotent: true }, { input, options });
  }

  /**
   * List storefronts.
   * Newest first, with how many the plan lets be published.
   * `GET /storefronts`, needs the scope `storefronts:read`.
   */
  list(input: StorefrontsListInput = {}, options: CallOptions = {}): Promise<StorefrontPage> {
    return this.transport.call<StorefrontPage>({ name: 'storefronts.list', method: 'GET', path: '/storefronts', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List storefronts: one after the other, page by page as they are asked for. */
  listAll(input: StorefrontsListInput = {}, options: CallOptions = {}): AsyncGenerator<StorefrontEntry, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read a storefront.
   * The draft, what is published, and what keeps the draft from being published.
   * `GET /storefronts/{id}`, needs the scope `storefronts:read`.
   */
  read(input: StorefrontsReadInput, options: CallOptions = {}): Promise<Storefront> {
    return this.transport.call<Storefront>({ name: 'storefronts.read', method: 'GET', path: '/storefronts/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Change the draft of a storefront.
   * The whole content, as a draft: visitors see what was published. A draft may be unfinished; `problems` says what
   * keeps it from being published. A change that changes nothing leaves the version as it is.
   * `PATCH /storefronts/{id}`, needs the scope `storefronts:write`.
   */
  update(input: StorefrontsUpdateInput, options: CallOptions = {}): Promise<Storefront> {
    return this.transport.call<Storefront>({ name: 'storefronts.update', method: 'PATCH', path: '/storefronts/{id}', idempotent: true }, { input, options });
  }

  /**
   * Delete a storefront.
   * Its pictures, domains, waiting messages and scans go with it. What visitors chose stays, with its proof, and
   * they can still open, withdraw and delete it.
   * `DELETE /storefronts/{id}`, needs the scope `storefronts:write`.
   */
  delete(input: StorefrontsDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'storefronts.delete', method: 'DELETE', path: '/storefronts/{id}', answers: 'nothing' }, { input, options });
  }

  /**
   * Publish a storefront.
   * Visitors see the draft from now on. A storefront that was not shown is published with its draft of the consent
   * settings; one that is shown keeps those that its visitors are asked by.
   * `POST /storefronts/{id}/publish`, needs the scope `storefronts:write`.
   */
  publish(input: StorefrontsPublishInput, options: CallOptions = {}): Promise<Storefront> {
    return this.transport.call<Storefront>({ name: 'storefronts.publish', method: 'POST', path: '/storefronts/{id}/publish', idempotent: true }, { input, options });
  }

  /**
   * Take a storefront down.
   * Nobody sees it any more. Its visitors still open, withdraw and delete what they chose.
   * `POST /storefronts/{id}/unpublish`, needs the scope `storefronts:write`.
   */
  unpublish(input: StorefrontsUnpublishInput, options: CallOptions = {}): Promise<Storefront> {
    return this.transport.call<Storefront>({ name: 'storefronts.unpublish', method: 'POST', path: '/storefronts/{id}/unpublish', idempotent: true }, { input, options });
  }

  /**
   * Send a message by a contact form.
   * For the form of a published storefront. The same form with the same words is taken once, so a message can be
   * sent again when its answer was lost.
   * `POST /storefronts/{slug}/messages`.
   */
  sendMessage(input: StorefrontsSendMessageInput, options: CallOptions = {}): Promise<MessageSent> {
    return this.transport.call<MessageSent>({ name: 'storefronts.sendMessage', method: 'POST', path: '/storefronts/{slug}/messages' }, { input, options });
  }
}

/** Pictures of storefronts. */
export class StorefrontImagesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List the pictures of a storefront.
   * All of them, the newest first.
   * `GET /storefronts/{id}/images`, needs the scope `storefronts:read`.
   */
  list(input: StorefrontImagesListInput, options: CallOptions = {}): Promise<StorefrontImages> {
    return this.transport.call<StorefrontImages>({ name: 'storefrontImages.list', method: 'GET', path: '/storefronts/{id}/images', readsOnly: true }, { input, options });
  }

  /**
   * Upload a picture for a storefront.
   * The body is a PNG, JPEG, WebP or AVIF picture of at most 5 MB and 40 megapixels. It is drawn anew, upright and
   * at most 2,400 pixels a side: where it was taken and with what, and everything else that is no pixel, is not
   * kept. Visitors can see it once it is part of what is published.
   * `POST /storefronts/{id}/images`, needs the scope `storefronts:write`.
   */
  upload(input: StorefrontImagesUploadInput, file: FileBody, options: CallOptions = {}): Promise<StorefrontImage> {
    return this.transport.call<StorefrontImage>({ name: 'storefrontImages.upload', method: 'POST', path: '/storefronts/{id}/images', sends: 'application/octet-stream' }, { input, file, options });
  }

  /**
   * Download a picture of a storefront.
   * As it is kept and shown, whether it is published or not.
   * `GET /storefronts/{id}/images/{imageId}`, needs the scope `storefronts:read`.
   */
  download(input: StorefrontImagesDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'storefrontImages.download', method: 'GET', path: '/storefronts/{id}/images/{imageId}', answers: 'file', readsOnly: true }, { input, options });
  }

  /**
   * Delete a picture of a storefront.
   * Its bytes go with it. One that the draft or what is published shows is refused.
   * `DELETE /storefronts/{id}/images/{imageId}`, needs the scope `storefronts:write`.
   */
  delete(input: StorefrontImagesDeleteInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'storefrontImages.delete', method: 'DELETE', path: '/storefronts/{id}/images/{imageId}', answers: 'nothing' }, { input, options });
  }
}

/** Domains of storefronts. */
export class StorefrontDomainsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Add a domain to a storefront.
   * The answer says which TXT record shows in DNS that the host is yours. Once that is verified, the storefront is
   * served there.
   * `POST /storefronts/{id}/domains`, needs the scope `storefronts:write`.
   */
  add(input: StorefrontDomainsAddInput, options: CallOptions = {}): Promise<StorefrontDomain> {
    return this.transport.call<StorefrontDomain>({ name: 'storefrontDomains.add', method: 'POST', path: '/storefronts/{id}/domains', idempotent: true }, { input, options });
  }

  /**
   * List the domains of a storefront.
   * How each stands, and which record of DNS shows that it is yours.
   * `GET /storefronts/{id}/domains`, needs the scope `storefronts:read`.
   */
  list(input: StorefrontDomainsListInput, options: CallOptions = {}): Promise<StorefrontDomains> {
    return this.transport.call<StorefrontDomains>({ name: 'storefrontDomains.list', method: 'GET', path: '/storefronts/{id}/domains', readsOnly: true }, { input, options });
  }

  /**
   * Verify a domain of a storefront.
   * Looks at DNS, for five seconds at most. The answer says what was found.
   * `POST /storefronts/{id}/domains/{domainId}/verify`, needs the scope `storefronts:write`.
   */
  verify(input: StorefrontDomainsVerifyInput, options: CallOptions = {}): Promise<StorefrontDomain> {
    return this.transport.call<StorefrontDomain>({ name: 'storefrontDomains.verify', method: 'POST', path: '/storefronts/{id}/domains/{domainId}/verify', idempotent: true }, { input, options });
  }

  /**
   * Remove a domain from a storefront.
   * `DELETE /storefronts/{id}/domains/{domainId}`, needs the scope `storefronts:write`.
   */
  remove(input: StorefrontDomainsRemoveInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'storefrontDomains.remove', method: 'DELETE', path: '/storefronts/{id}/domains/{domainId}', answers: 'nothing' }, { input, options });
  }
}

/** Consent settings. */
export class ConsentSettingsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Read the consent settings of a storefront.
   * The draft, what is published, and whether publishing the draft asks visitors again.
   * `GET /storefronts/{id}/consent-settings`, needs the scope `storefronts:read`.
   */
  read(input: ConsentSettingsReadInput, options: CallOptions = {}): Promise<ConsentSettingsAnswer> {
    return this.transport.call<ConsentSettingsAnswer>({ name: 'consentSettings.read', method: 'GET', path: '/storefronts/{id}/consent-settings', readsOnly: true }, { input, options });
  }

  /**
   * Change the consent settings of a storefront.
   * The whole settings, as a draft: visitors are asked as before until they are published.
   * `PATCH /storefronts/{id}/consent-settings`, needs the scope `storefronts:write`.
   */
  update(input: ConsentSettingsUpdateInput, options: CallOptions = {}): Promise<ConsentSettingsAnswer> {
    return this.transport.call<ConsentSettingsAnswer>({ name: 'consentSettings.update', method: 'PATCH', path: '/storefronts/{id}/consent-settings', idempotent: true }, { input, options });
  }

  /**
   * Publish the consent settings of a storefront.
   * What visitors are asked is kept word for word, under its SHA-256; another hash asks them again.
   * `POST /storefronts/{id}/consent-settings/publish`, needs the scope `storefronts:write`.
   */
  publish(input: ConsentSettingsPublishInput, options: CallOptions = {}): Promise<ConsentSettingsAnswer> {
    return this.transport.call<ConsentSettingsAnswer>({ name: 'consentSettings.publish', method: 'POST', path: '/storefronts/{id}/consent-settings/publish', idempotent: true }, { input, options });
  }
}

/** Scans. */
export class ConsentScansApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Scan a page.
   * A browser opens the page as visitors who were never there, and rejects, accepts and withdraws. It is done in the
   * background; read the scan to see how far it is. One at a time, 24 a day. Nothing that it chooses is recorded.
   * `POST /consent-scans`, needs the scope `storefronts:write`.
   */
  request(input: RequestScan, options: CallOptions = {}): Promise<Scan> {
    return this.transport.call<Scan>({ name: 'consentScans.request', method: 'POST', path: '/consent-scans', idempotent: true }, { input, options });
  }

  /**
   * List scans.
   * The newest first, without their reports.
   * `GET /consent-scans`, needs the scope `storefronts:read`.
   */
  list(input: ConsentScansListInput = {}, options: CallOptions = {}): Promise<ScanPage> {
    return this.transport.call<ScanPage>({ name: 'consentScans.list', method: 'GET', path: '/consent-scans', query: ['storefront', 'state', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List scans: one after the other, page by page as they are asked for. */
  listAll(input: ConsentScansListInput = {}, options: CallOptions = {}): AsyncGenerator<ScanEntry, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read a scan.
   * With its report once it is done, and until then with what is being looked at.
   * `GET /consent-scans/{id}`, needs the scope `storefronts:read`.
   */
  read(input: ConsentScansReadInput, options: CallOptions = {}): Promise<Scan> {
    return this.transport.call<Scan>({ name: 'consentScans.read', method: 'GET', path: '/consent-scans/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Download the report of a scan.
   * Byte for byte as it is kept: its SHA-256 is in the receipt that the scan left.
   * `GET /consent-scans/{id}/report`, needs the scope `storefronts:read`.
   */
  download(input: ConsentScansDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'consentScans.download', method: 'GET', path: '/consent-scans/{id}/report', answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Consent. */
export class ConsentsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Read what visitors are asked.
   * Texts, categories, services and the hash of what is asked, for the banner on a storefront or on a site that
   * carries its tag. Pages of the storefront’s verified domains can read it.
   * `GET /storefronts/{slug}/consent`.
   */
  readBanner(input: ConsentsReadBannerInput, options: CallOptions = {}): Promise<BannerConfigAnswer> {
    return this.transport.call<BannerConfigAnswer>({ name: 'consents.readBanner', method: 'GET', path: '/storefronts/{slug}/consent', query: ['language'], readsOnly: true }, { input, options });
  }

  /**
   * Record what a visitor chose.
   * For the banner. The answer’s consent id opens the visitor’s choices, with proof, at the address given with it; a
   * browser sends it along with its next choice. Sent again with the same once-key, a choice is answered as before.
   * `POST /consents`.
   */
  record(input: RecordConsent, options: CallOptions = {}): Promise<ConsentRecorded> {
    return this.transport.call<ConsentRecorded>({ name: 'consents.record', method: 'POST', path: '/consents' }, { input, options });
  }

  /**
   * List what visitors chose.
   * `GET /consents`, needs the scope `consents:read`.
   */
  list(input: ConsentsListInput = {}, options: CallOptions = {}): Promise<ConsentPage> {
    return this.transport.call<ConsentPage>({ name: 'consents.list', method: 'GET', path: '/consents', query: ['storefront', 'method', 'language', 'from', 'until', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List what visitors chose: one after the other, page by page as they are asked for. */
  listAll(input: ConsentsListInput = {}, options: CallOptions = {}): AsyncGenerator<ConsentEntry, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * See one’s own choices.
   * For whoever has the consent id: what was asked, what was chosen, when, and on which site.
   * `POST /consents/open`.
   */
  open(input: ConsentKey, options: CallOptions = {}): Promise<OwnConsents> {
    return this.transport.call<OwnConsents>({ name: 'consents.open', method: 'POST', path: '/consents/open' }, { input, options });
  }

  /**
   * Prove one’s own choice.
   * An export of the ledger that holds the receipts of that choice alone, opened, each with its proof, and the
   * signed head that they lead to.
   * `POST /consents/proof`.
   */
  prove(input: ProveConsent, options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.transport.call<Record<string, unknown>>({ name: 'consents.prove', method: 'POST', path: '/consents/proof' }, { input, options });
  }

  /**
   * Withdraw one’s consent.
   * `POST /consents/withdraw`.
   */
  withdraw(input: ConsentsWithdrawBody, options: CallOptions = {}): Promise<ConsentWithdrawn> {
    return this.transport.call<ConsentWithdrawn>({ name: 'consents.withdraw', method: 'POST', path: '/consents/withdraw' }, { input, options });
  }

  /**
   * Delete one’s own choices.
   * Nothing of them can be proven afterwards, by anybody. The ledger keeps that there were some.
   * `POST /consents/delete`.
   */
  delete(input: ConsentsDeleteBody, options: CallOptions = {}): Promise<ConsentsDeleted> {
    return this.transport.call<ConsentsDeleted>({ name: 'consents.delete', method: 'POST', path: '/consents/delete' }, { input, options });
  }

  /**
   * Read a choice of a visitor.
   * What was chosen, when and where. What opens the visitor’s choices is not in it.
   * `GET /consents/{id}`, needs the scope `consents:read`.
   */
  read(input: ConsentsReadInput, options: CallOptions = {}): Promise<ConsentEntry> {
    return this.transport.call<ConsentEntry>({ name: 'consents.read', method: 'GET', path: '/consents/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Count what visitors chose.
   * Choices of the last days, today among them, by how they were made. Days are those of UTC.
   * `GET /consents/statistics`, needs the scope `consents:read`.
   */
  statistics(input: ConsentsStatisticsInput = {}, options: CallOptions = {}): Promise<ConsentStatistics> {
    return this.transport.call<ConsentStatistics>({ name: 'consents.statistics', method: 'GET', path: '/consents/statistics', query: ['storefront', 'days'], readsOnly: true }, { input, options });
  }

  /**
   * Export proof of consent.
   * The receipts of what visitors chose, each with what it tells and its proof, then the signed head. Verify it as
   * any export of the ledger. What visitors deleted is there as erased, where no storefront is named.
   * `GET /consents/export`, needs the scope `consents:read`.
   */
  export(input: ConsentsExportInput = {}, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'consents.export', method: 'GET', path: '/consents/export', query: ['storefront', 'from', 'until'], answers: 'file', readsOnly: true }, { input, options });
  }

  /**
   * Read what visitors were asked.
   * The exact text that the hash of a policy names, as canonical JSON (RFC 8785): its SHA-256 is the hash.
   * `GET /consent-policies/{hash}`, needs the scope `consents:read`.
   */
  readPolicy(input: ConsentsReadPolicyInput, options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.transport.call<Record<string, unknown>>({ name: 'consents.readPolicy', method: 'GET', path: '/consent-policies/{hash}', readsOnly: true }, { input, options });
  }
}

/** Messages. */
export class MessagesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List messages that wait to be looked at.
   * The newest first. Messages that were taken at once are interactions.
   * `GET /messages`, needs the scope `contacts:read`.
   */
  list(input: MessagesListInput = {}, options: CallOptions = {}): Promise<HeldMessagePage> {
    return this.transport.call<HeldMessagePage>({ name: 'messages.list', method: 'GET', path: '/messages', query: ['storefront', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List messages that wait to be looked at: one after the other, page by page as they are asked for. */
  listAll(input: MessagesListInput = {}, options: CallOptions = {}): AsyncGenerator<HeldMessage, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Accept a message that waits.
   * Makes a contact, unless one has the address, and an interaction of it.
   * `POST /messages/{id}/accept`, needs the scope `contacts:write`.
   */
  accept(input: MessagesAcceptInput, options: CallOptions = {}): Promise<MessageAccepted> {
    return this.transport.call<MessageAccepted>({ name: 'messages.accept', method: 'POST', path: '/messages/{id}/accept', idempotent: true }, { input, options });
  }

  /**
   * Dismiss a message that waits.
   * Deletes it for good.
   * `POST /messages/{id}/dismiss`, needs the scope `contacts:write`.
   */
  dismiss(input: MessagesDismissInput, options: CallOptions = {}): Promise<void> {
    return this.transport.call<void>({ name: 'messages.dismiss', method: 'POST', path: '/messages/{id}/dismiss', answers: 'nothing', idempotent: true }, { input, options });
  }
}

/** Audit log. */
export class AuditApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List audit events.
   * Who did or tried what, when, from where, and why it was refused. Newest first.
   * `GET /audit-events`, needs the scope `audit:read`.
   */
  list(input: AuditListInput = {}, options: CallOptions = {}): Promise<AuditEventPage> {
    return this.transport.call<AuditEventPage>({ name: 'audit.list', method: 'GET', path: '/audit-events', query: ['actor', 'action', 'outcome', 'reason', 'address', 'from', 'to', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List audit events: one after the other, page by page as they are asked for. */
  listAll(input: AuditListInput = {}, options: CallOptions = {}): AsyncGenerator<AuditEvent, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Export audit events.
   * All events that match, newest first, as CSV or as one JSON object on each line.
   * `GET /audit-events/export`, needs the scope `audit:read`.
   */
  export(input: AuditExportInput = {}, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'audit.export', method: 'GET', path: '/audit-events/export', query: ['actor', 'action', 'outcome', 'reason', 'address', 'from', 'to', 'format'], answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Witness. */
export class WitnessApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Have a checkpoint cosigned.
   * C2SP tlog-witness: the body holds the size that was cosigned last, a consistency proof and the checkpoint. The
   * answer is a line to append to it; 409 with another size when the log is mistaken about the first.
   * `POST /witness/add-checkpoint`.
   */
  addCheckpoint(file: FileBody, options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.transport.call<Record<string, unknown>>({ name: 'witness.addCheckpoint', method: 'POST', path: '/witness/add-checkpoint', sends: 'application/octet-stream' }, { file, options });
  }
}

/** Alerts. */
export class AlertsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List alerts.
   * The newest first. They are kept for 90 days after they were last seen.
   * `GET /alerts`, needs the scope `alerts:read`.
   */
  list(input: AlertsListInput = {}, options: CallOptions = {}): Promise<AlertPage> {
    return this.transport.call<AlertPage>({ name: 'alerts.list', method: 'GET', path: '/alerts', query: ['state', 'rule', 'severity', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List alerts: one after the other, page by page as they are asked for. */
  listAll(input: AlertsListInput = {}, options: CallOptions = {}): AsyncGenerator<Alert, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read an alert.
   * `GET /alerts/{id}`, needs the scope `alerts:read`.
   */
  read(input: AlertsReadInput, options: CallOptions = {}): Promise<Alert> {
    return this.transport.call<Alert>({ name: 'alerts.read', method: 'GET', path: '/alerts/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Acknowledge an alert.
   * Says who takes care of it. What it tells of is not settled by that.
   * `POST /alerts/{id}/acknowledge`, needs the scope `alerts:write`.
   */
  acknowledge(input: AlertsAcknowledgeInput, options: CallOptions = {}): Promise<Alert> {
    return this.transport.call<Alert>({ name: 'alerts.acknowledge', method: 'POST', path: '/alerts/{id}/acknowledge', idempotent: true }, { input, options });
  }

  /**
   * Settle an alert.
   * What it tells of is over. Should the same be seen again, that is a new alert.
   * `POST /alerts/{id}/resolve`, needs the scope `alerts:write`.
   */
  resolve(input: AlertsResolveInput, options: CallOptions = {}): Promise<Alert> {
    return this.transport.call<Alert>({ name: 'alerts.resolve', method: 'POST', path: '/alerts/{id}/resolve', idempotent: true }, { input, options });
  }

  /**
   * Read who hears of alerts.
   * `GET /alert-settings`, needs the scope `alerts:read`.
   */
  readSettings(options: CallOptions = {}): Promise<AlertSettings> {
    return this.transport.call<AlertSettings>({ name: 'alerts.readSettings', method: 'GET', path: '/alert-settings', readsOnly: true }, { options });
  }

  /**
   * List messages on their way out.
   * Mail and webhook messages about alerts and checkpoints, the newest first, with what became of them.
   * `GET /alert-deliveries`, needs the scope `alerts:read`.
   */
  listDeliveries(input: AlertsListDeliveriesInput = {}, options: CallOptions = {}): Promise<DeliveryPage> {
    return this.transport.call<DeliveryPage>({ name: 'alerts.listDeliveries', method: 'GET', path: '/alert-deliveries', query: ['state', 'subject', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List messages on their way out: one after the other, page by page as they are asked for. */
  listDeliveriesAll(input: AlertsListDeliveriesInput = {}, options: CallOptions = {}): AsyncGenerator<Delivery, void> {
    return pages((cursor) => this.listDeliveries({ ...input, ...cursor }, options));
  }

  /**
   * Send a message again.
   * For one that was tried too often: it is due at once, under the same id.
   * `POST /alert-deliveries/{id}/retry`, needs the scope `alerts:write`.
   */
  retryDelivery(input: AlertsRetryDeliveryInput, options: CallOptions = {}): Promise<Delivery> {
    return this.transport.call<Delivery>({ name: 'alerts.retryDelivery', method: 'POST', path: '/alert-deliveries/{id}/retry', idempotent: true }, { input, options });
  }
}

/** Organisation. */
export class OrganizationsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * See the organisation.
   * `GET /organization`, needs the scope `organization:read`.
   */
  read(options: CallOptions = {}): Promise<OrganizationDetail> {
    return this.transport.call<OrganizationDetail>({ name: 'organizations.read', method: 'GET', path: '/organization', readsOnly: true }, { options });
  }
}

/** Members. */
export class MembersApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List members.
   * `GET /members`, needs the scope `members:read`.
   */
  list(input: MembersListInput = {}, options: CallOptions = {}): Promise<MemberList> {
    return this.transport.call<MemberList>({ name: 'members.list', method: 'GET', path: '/members', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List members: one after the other, page by page as they are asked for. */
  listAll(input: MembersListInput = {}, options: CallOptions = {}): AsyncGenerator<Member, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** Invitations. */
export class InvitesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List open invitations.
   * `GET /invites`, needs the scope `members:read`.
   */
  list(input: InvitesListInput = {}, options: CallOptions = {}): Promise<InviteList> {
    return this.transport.call<InviteList>({ name: 'invites.list', method: 'GET', path: '/invites', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List open invitations: one after the other, page by page as they are asked for. */
  listAll(input: InvitesListInput = {}, options: CallOptions = {}): AsyncGenerator<Invite, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** API keys. */
export class ApiKeysApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List API keys.
   * `GET /api-keys`, needs the scope `apiKeys:read`.
   */
  list(input: ApiKeysListInput = {}, options: CallOptions = {}): Promise<ApiKeyPage> {
    return this.transport.call<ApiKeyPage>({ name: 'apiKeys.list', method: 'GET', path: '/api-keys', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List API keys: one after the other, page by page as they are asked for. */
  listAll(input: ApiKeysListInput = {}, options: CallOptions = {}): AsyncGenerator<ApiKey, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read an API key.
   * `GET /api-keys/{id}`, needs the scope `apiKeys:read`.
   */
  read(input: ApiKeysReadInput, options: CallOptions = {}): Promise<ApiKey> {
    return this.transport.call<ApiKey>({ name: 'apiKeys.read', method: 'GET', path: '/api-keys/{id}', readsOnly: true }, { input, options });
  }
}

/** Key leaks. */
export class KeyLeaksApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Report a leaked API key.
   * Found an API key where it should not be? Send it here, and it stops working. The answer is the same for anything
   * that is sent.
   * `POST /key-leaks`.
   */
  report(input: ReportKeyLeak, options: CallOptions = {}): Promise<KeyLeakReported> {
    return this.transport.call<KeyLeakReported>({ name: 'keyLeaks.report', method: 'POST', path: '/key-leaks' }, { input, options });
  }
}

/** Programs that act for people. */
export class OauthClientsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List programs that may act for people.
   * `GET /oauth-clients`, needs the scope `oauthClients:read`.
   */
  list(input: OauthClientsListInput = {}, options: CallOptions = {}): Promise<OAuthClientPage> {
    return this.transport.call<OAuthClientPage>({ name: 'oauthClients.list', method: 'GET', path: '/oauth-clients', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List programs that may act for people: one after the other, page by page as they are asked for. */
  listAll(input: OauthClientsListInput = {}, options: CallOptions = {}): AsyncGenerator<OAuthClient, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** What programs may do. */
export class OauthGrantsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List what programs may do for members.
   * `GET /oauth-grants`, needs the scope `oauthClients:read`.
   */
  list(input: OauthGrantsListInput = {}, options: CallOptions = {}): Promise<OAuthGrantPage> {
    return this.transport.call<OAuthGrantPage>({ name: 'oauthGrants.list', method: 'GET', path: '/oauth-grants', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List what programs may do for members: one after the other, page by page as they are asked for. */
  listAll(input: OauthGrantsListInput = {}, options: CallOptions = {}): AsyncGenerator<OAuthGrant, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** Allowed origins. */
export class OriginsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List allowed origins.
   * Where browsers may call the API from with a key of this organisation.
   * `GET /origins`, needs the scope `origins:read`.
   */
  list(input: OriginsListInput = {}, options: CallOptions = {}): Promise<AllowedOriginPage> {
    return this.transport.call<AllowedOriginPage>({ name: 'origins.list', method: 'GET', path: '/origins', query: ['limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List allowed origins: one after the other, page by page as they are asked for. */
  listAll(input: OriginsListInput = {}, options: CallOptions = {}): AsyncGenerator<AllowedOrigin, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** Everything about a person. */
export class PersonsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Look for a person.
   * By e-mail address, phone number, name or id. An address is looked for everywhere: also when no contact has it
   * any more. Each look-up stands in the audit log, which does not say whom.
   * `GET /persons`, needs the scope `persons:read`.
   */
  find(input: PersonsFindInput, options: CallOptions = {}): Promise<FoundPersons> {
    return this.transport.call<FoundPersons>({ name: 'persons.find', method: 'GET', path: '/persons', query: ['q'], readsOnly: true }, { input, options });
  }

  /**
   * Find everything about a person.
   * Reads the whole organisation, texts too. Each look-up stands in the audit log, which does not say whom.
   * `GET /persons/{id}`, needs the scope `persons:read`.
   */
  read(input: PersonsReadInput, options: CallOptions = {}): Promise<PersonFindings> {
    return this.transport.call<PersonFindings>({ name: 'persons.read', method: 'GET', path: '/persons/{id}', readsOnly: true }, { input, options });
  }

  /**
   * List erasures of persons.
   * The last 50, newest first. They name nobody; the ledger holds all of them.
   * `GET /person-erasures`, needs the scope `persons:read`.
   */
  listErasures(options: CallOptions = {}): Promise<PersonErasures> {
    return this.transport.call<PersonErasures>({ name: 'persons.listErasures', method: 'GET', path: '/person-erasures', readsOnly: true }, { options });
  }

  /**
   * Read how far the erasure of a person is.
   * `GET /person-erasures/{id}`, needs the scope `persons:read`.
   */
  readErasure(input: PersonsReadErasureInput, options: CallOptions = {}): Promise<PersonErasure> {
    return this.transport.call<PersonErasure>({ name: 'persons.readErasure', method: 'GET', path: '/person-erasures/{id}', readsOnly: true }, { input, options });
  }
}

/** Requests of data subjects. */
export class SubjectRequestsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Fetch the export of an answer.
   * For the page that shows an answer to the person who asked: it gives them a token for a quarter of an hour. Each
   * answer is one of five downloads.
   * `GET /subject-answers/{token}/export`.
   */
  download(input: SubjectRequestsDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'subjectRequests.download', method: 'GET', path: '/subject-answers/{token}/export', answers: 'file', readsOnly: true }, { input, options });
  }

  /**
   * List requests of data subjects.
   * Those that their person has confirmed: the newest first, or, of open ones alone, the most urgent first. Of the
   * others there is only a count.
   * `GET /subject-requests`, needs the scope `subjectRequests:read`.
   */
  list(input: SubjectRequestsListInput = {}, options: CallOptions = {}): Promise<SubjectRequestPage> {
    return this.transport.call<SubjectRequestPage>({ name: 'subjectRequests.list', method: 'GET', path: '/subject-requests', query: ['state', 'kind', 'due', 'assignedTo', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List requests of data subjects: one after the other, page by page as they are asked for. */
  listAll(input: SubjectRequestsListInput = {}, options: CallOptions = {}): AsyncGenerator<SubjectRequest, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }

  /**
   * Read a request of a data subject.
   * `GET /subject-requests/{id}`, needs the scope `subjectRequests:read`.
   */
  read(input: SubjectRequestsReadInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.read', method: 'GET', path: '/subject-requests/{id}', readsOnly: true }, { input, options });
  }

  /**
   * Read the figures of requests of data subjects.
   * `GET /subject-requests/statistics`, needs the scope `subjectRequests:read`.
   */
  readStatistics(options: CallOptions = {}): Promise<SubjectStatistics> {
    return this.transport.call<SubjectStatistics>({ name: 'subjectRequests.readStatistics', method: 'GET', path: '/subject-requests/statistics', readsOnly: true }, { options });
  }

  /**
   * See which contacts a request may be about.
   * `GET /subject-requests/{id}/contacts`, needs the scope `subjectRequests:read`.
   */
  findSubjects(input: SubjectRequestsFindSubjectsInput, options: CallOptions = {}): Promise<RequestSubjects> {
    return this.transport.call<RequestSubjects>({ name: 'subjectRequests.findSubjects', method: 'GET', path: '/subject-requests/{id}/contacts', readsOnly: true }, { input, options });
  }

  /**
   * Say who takes care of a request.
   * `POST /subject-requests/{id}/assign`, needs the scope `subjectRequests:write`.
   */
  assign(input: SubjectRequestsAssignInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.assign', method: 'POST', path: '/subject-requests/{id}/assign', idempotent: true }, { input, options });
  }

  /**
   * Say which contact a request is about.
   * `POST /subject-requests/{id}/link`, needs the scope `subjectRequests:write`.
   */
  link(input: SubjectRequestsLinkInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.link', method: 'POST', path: '/subject-requests/{id}/link', idempotent: true }, { input, options });
  }

  /**
   * Take more time for a request.
   * Two further months, once, and only before the first term has passed. The person is told by mail.
   * `POST /subject-requests/{id}/extend`, needs the scope `subjectRequests:write`.
   */
  extend(input: SubjectRequestsExtendInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.extend', method: 'POST', path: '/subject-requests/{id}/extend', idempotent: true }, { input, options });
  }

  /**
   * Fulfil a request and answer it.
   * Access and portability: the export of the contact goes with the answer. Erasure: the contact is erased, which
   * only a person who has just signed in may do. Restriction: the contact is put on hold.
   * `POST /subject-requests/{id}/fulfil`, needs the scope `subjectRequests:write`.
   */
  fulfil(input: SubjectRequestsFulfilInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.fulfil', method: 'POST', path: '/subject-requests/{id}/fulfil', idempotent: true }, { input, options });
  }

  /**
   * Refuse a request.
   * The person gets the reason by a protected link, and is told where they may complain.
   * `POST /subject-requests/{id}/refuse`, needs the scope `subjectRequests:write`.
   */
  refuse(input: SubjectRequestsRefuseInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.refuse', method: 'POST', path: '/subject-requests/{id}/refuse', idempotent: true }, { input, options });
  }

  /**
   * Close a request that its person has withdrawn.
   * `POST /subject-requests/{id}/withdraw`, needs the scope `subjectRequests:write`.
   */
  withdraw(input: SubjectRequestsWithdrawInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.withdraw', method: 'POST', path: '/subject-requests/{id}/withdraw', idempotent: true }, { input, options });
  }

  /**
   * Send the answer to a request again.
   * `POST /subject-requests/{id}/resend-answer`, needs the scope `subjectRequests:write`.
   */
  resendAnswer(input: SubjectRequestsResendAnswerInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.resendAnswer', method: 'POST', path: '/subject-requests/{id}/resend-answer', idempotent: true }, { input, options });
  }

  /**
   * Take back the link to an answer.
   * `POST /subject-requests/{id}/revoke-answer`, needs the scope `subjectRequests:write`.
   */
  revokeAnswer(input: SubjectRequestsRevokeAnswerInput, options: CallOptions = {}): Promise<SubjectRequest> {
    return this.transport.call<SubjectRequest>({ name: 'subjectRequests.revokeAnswer', method: 'POST', path: '/subject-requests/{id}/revoke-answer', idempotent: true }, { input, options });
  }
}

/** Retention. */
export class RetentionApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List how long what is kept.
   * `GET /retention`, needs the scope `retention:read`.
   */
  list(options: CallOptions = {}): Promise<RetentionRules> {
    return this.transport.call<RetentionRules>({ name: 'retention.list', method: 'GET', path: '/retention', readsOnly: true }, { options });
  }

  /**
   * Count what retention would remove now.
   * Nothing is changed. What a legal hold keeps is not counted. With `rule` and `days`: what that rule would remove
   * if it kept that many days.
   * `GET /retention/preview`, needs the scope `retention:read`.
   */
  preview(input: RetentionPreviewInput = {}, options: CallOptions = {}): Promise<RetentionPreview> {
    return this.transport.call<RetentionPreview>({ name: 'retention.preview', method: 'GET', path: '/retention/preview', query: ['rule', 'days'], readsOnly: true }, { input, options });
  }

  /**
   * List what retention removed.
   * By day and rule, the last first, as the last thousand receipts of it tell.
   * `GET /retention/history`, needs the scope `retention:read`.
   */
  history(options: CallOptions = {}): Promise<RetentionHistory> {
    return this.transport.call<RetentionHistory>({ name: 'retention.history', method: 'GET', path: '/retention/history', readsOnly: true }, { options });
  }
}

/** Legal holds. */
export class HoldsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List legal holds.
   * The newest first, those that ended among them.
   * `GET /holds`, needs the scope `retention:read`.
   */
  list(input: HoldsListInput = {}, options: CallOptions = {}): Promise<HoldPage> {
    return this.transport.call<HoldPage>({ name: 'holds.list', method: 'GET', path: '/holds', query: ['state', 'contactId', 'limit', 'cursor'], readsOnly: true }, { input, options });
  }

  /** List legal holds: one after the other, page by page as they are asked for. */
  listAll(input: HoldsListInput = {}, options: CallOptions = {}): AsyncGenerator<Hold, void> {
    return pages((cursor) => this.list({ ...input, ...cursor }, options));
  }
}

/** Inventory. */
export class InventoryApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Read the inventory of personal data.
   * Every column and every other place that data is kept in: for what, on which legal basis, whose it is, how long
   * it stays here, and who gets to see it.
   * `GET /inventory`, needs the scope `retention:read`.
   */
  read(options: CallOptions = {}): Promise<Inventory> {
    return this.transport.call<Inventory>({ name: 'inventory.read', method: 'GET', path: '/inventory', readsOnly: true }, { options });
  }

  /**
   * Download the inventory of personal data.
   * `GET /inventory/export`, needs the scope `retention:read`.
   */
  export(input: InventoryExportInput = {}, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'inventory.export', method: 'GET', path: '/inventory/export', query: ['format'], answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Certificates of erasure. */
export class ErasureCertificatesApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Read the certificate of an erasure.
   * How far the erasure of an organisation is, and what its certificate says once it is done. A number that belongs
   * to no erasure and one whose erasure has not begun are answered alike.
   * `GET /erasure-certificates/{number}`.
   */
  read(input: ErasureCertificatesReadInput, options: CallOptions = {}): Promise<ErasureCertificate> {
    return this.transport.call<ErasureCertificate>({ name: 'erasureCertificates.read', method: 'GET', path: '/erasure-certificates/{number}', readsOnly: true }, { input, options });
  }

  /**
   * Download the certificate of an erasure.
   * The file that `holdfast-verify` checks offline: the receipt with its detail, its proof and the signed head.
   * `GET /erasure-certificates/{number}/file`.
   */
  download(input: ErasureCertificatesDownloadInput, options: CallOptions = {}): Promise<Response> {
    return this.transport.call<Response>({ name: 'erasureCertificates.download', method: 'GET', path: '/erasure-certificates/{number}/file', answers: 'file', readsOnly: true }, { input, options });
  }
}

/** Backups. */
export class BackupsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List the backups of the organisation.
   * The backups that hold a copy of the organisation, the newest first, and from when on something written now would
   * be lost with the disk. Backups are made, kept and restored by whoever runs the installation.
   * `GET /backups`, needs the scope `backups:read`.
   */
  list(options: CallOptions = {}): Promise<OrganizationBackups> {
    return this.transport.call<OrganizationBackups>({ name: 'backups.list', method: 'GET', path: '/backups', readsOnly: true }, { options });
  }
}

/** Restore drills. */
export class DrillsApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * List restore drills.
   * Each month the newest backup is restored where nobody reaches it: the copy is opened and counted, its ledger and
   * checkpoints are verified. What came of it for this organisation stands in its ledger, and is listed here.
   * `GET /drills`, needs the scope `backups:read`.
   */
  list(options: CallOptions = {}): Promise<OrganizationDrills> {
    return this.transport.call<OrganizationDrills>({ name: 'drills.list', method: 'GET', path: '/drills', readsOnly: true }, { options });
  }
}

/** Contract. */
export class ContractApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Read this contract.
   * The OpenAPI 3.1 document of this API, printed from the operations that serve it.
   * `GET /openapi.json`.
   */
  read(options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.transport.call<Record<string, unknown>>({ name: 'contract.read', method: 'GET', path: '/openapi.json', readsOnly: true }, { options });
  }
}

/** Every operation of the API, by what it works on. One client serves any number of calls at once. */
export class HoldfastClient {
  readonly me: MeApi;
  readonly contacts: ContactsApi;
  readonly deals: DealsApi;
  readonly activities: ActivitiesApi;
  readonly interactions: InteractionsApi;
  readonly files: FilesApi;
  readonly imports: ImportsApi;
  readonly exports: ExportsApi;
  readonly archives: ArchivesApi;
  readonly ledgerHistories: LedgerHistoriesApi;
  readonly overview: OverviewApi;
  readonly receipts: ReceiptsApi;
  readonly ledger: LedgerApi;
  readonly shares: SharesApi;
  readonly storefronts: StorefrontsApi;
  readonly storefrontImages: StorefrontImagesApi;
  readonly storefrontDomains: StorefrontDomainsApi;
  readonly consentSettings: ConsentSettingsApi;
  readonly consentScans: ConsentScansApi;
  readonly consents: ConsentsApi;
  readonly messages: MessagesApi;
  readonly audit: AuditApi;
  readonly witness: WitnessApi;
  readonly alerts: AlertsApi;
  readonly organizations: OrganizationsApi;
  readonly members: MembersApi;
  readonly invites: InvitesApi;
  readonly apiKeys: ApiKeysApi;
  readonly keyLeaks: KeyLeaksApi;
  readonly oauthClients: OauthClientsApi;
  readonly oauthGrants: OauthGrantsApi;
  readonly origins: OriginsApi;
  readonly persons: PersonsApi;
  readonly subjectRequests: SubjectRequestsApi;
  readonly retention: RetentionApi;
  readonly holds: HoldsApi;
  readonly inventory: InventoryApi;
  readonly erasureCertificates: ErasureCertificatesApi;
  readonly backups: BackupsApi;
  readonly drills: DrillsApi;
  readonly contract: ContractApi;

  constructor(options: ClientOptions) {
    const transport = createTransport(options);
    this.me = new MeApi(transport);
    this.contacts = new ContactsApi(transport);
    this.deals = new DealsApi(transport);
    this.activities = new ActivitiesApi(transport);
    this.interactions = new InteractionsApi(transport);
    this.files = new FilesApi(transport);
    this.imports = new ImportsApi(transport);
    this.exports = new ExportsApi(transport);
    this.archives = new ArchivesApi(transport);
    this.ledgerHistories = new LedgerHistoriesApi(transport);
    this.overview = new OverviewApi(transport);
    this.receipts = new ReceiptsApi(transport);
    this.ledger = new LedgerApi(transport);
    this.shares = new SharesApi(transport);
    this.storefronts = new StorefrontsApi(transport);
    this.storefrontImages = new StorefrontImagesApi(transport);
    this.storefrontDomains = new StorefrontDomainsApi(transport);
    this.consentSettings = new ConsentSettingsApi(transport);
    this.consentScans = new ConsentScansApi(transport);
    this.consents = new ConsentsApi(transport);
    this.messages = new MessagesApi(transport);
    this.audit = new AuditApi(transport);
    this.witness = new WitnessApi(transport);
    this.alerts = new AlertsApi(transport);
    this.organizations = new OrganizationsApi(transport);
    this.members = new MembersApi(transport);
    this.invites = new InvitesApi(transport);
    this.apiKeys = new ApiKeysApi(transport);
    this.keyLeaks = new KeyLeaksApi(transport);
    this.oauthClients = new OauthClientsApi(transport);
    this.oauthGrants = new OauthGrantsApi(transport);
    this.origins = new OriginsApi(transport);
    this.persons = new PersonsApi(transport);
    this.subjectRequests = new SubjectRequestsApi(transport);
    this.retention = new RetentionApi(transport);
    this.holds = new HoldsApi(transport);
    this.inventory = new InventoryApi(transport);
    this.erasureCertificates = new ErasureCertificatesApi(transport);
    this.backups = new BackupsApi(transport);
    this.drills = new DrillsApi(transport);
    this.contract = new ContractApi(transport);
  }
}
