import { serve } from "#lib/http/serve.ts";
import { setAvailabilityOperation } from "#lib/routing/operations.ts";
import { setAvailability } from "#lib/routing/set-availability.ts";

export const PUT = serve(setAvailabilityOperation, setAvailability);
