import { expect, test } from "vitest";
import { askFor } from "@/accounts/rights/commands";
import { accountJobs } from "@/jobs";
import { ask, granted, holder, once, runJobs } from "../support/people";
import { filledDraft, sentRequest } from "../support/requests";

test("an erasure takes with it what a request was about, ends what is open, and removes a draft", async () => {
  const { whose, requestId } = await sentRequest();
  await ask(
    "UPDATE requests SET topic_id = (SELECT id FROM topics WHERE kind = 'condition' LIMIT 1), family = 'cancer', urgency = 'A' WHERE id = $1",
    [requestId],
  );
  granted(await askFor(holder(whose), "erasure", once()));
  const draft = await filledDraft({ name: "Another Patient" });
  granted(await askFor(holder(draft.whose), "erasure", once()));
  await runJobs(accountJobs);
  const rows = await ask(
    "SELECT state, topic_id, facility_id, family, urgency, country FROM requests WHERE id = ANY($1)",
    [[requestId, draft.requestId]],
  );
  expect(rows).toEqual([
    {
      state: "withdrawn",
      topic_id: null,
      facility_id: null,
      family: "other",
      urgency: null,
      country: "XX",
    },
  ]);
  expect(
    await ask("SELECT 1 FROM data_keys WHERE person_id = ANY($1)", [
      [whose.personId, draft.whose.personId],
    ]),
  ).toEqual([]);
});
