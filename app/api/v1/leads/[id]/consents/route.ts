import { serve } from "#lib/http/serve.ts";
import { listConsents } from "#lib/privacy/list-consents.ts";
import { listConsentsOperation, recordConsentOperation } from "#lib/privacy/operations.ts";
import { recordConsent } from "#lib/privacy/record-consent.ts";

export const GET = serve(listConsentsOperation, listConsents);
export const POST = serve(recordConsentOperation, recordConsent);
