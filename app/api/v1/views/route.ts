import { serve } from "#lib/http/serve.ts";
import { addView } from "#lib/views/add-view.ts";
import { listViews } from "#lib/views/list-views.ts";
import { addViewOperation, listViewsOperation } from "#lib/views/operations.ts";

export const GET = serve(listViewsOperation, listViews);
export const POST = serve(addViewOperation, addView);
