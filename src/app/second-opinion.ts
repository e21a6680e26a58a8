import { type PersonalProps, queryOf } from "./personal";

/** What is known from where somebody comes: a topic "condition:breast-cancer" and a facility, as far as they can be. */
export async function aboutOf(props: PersonalProps): Promise<{ topic: string; facility: string }> {
  const [topic, facility] = await Promise.all([
    queryOf(props, "topic"),
    queryOf(props, "facility"),
  ]);
  return {
    topic: /^(?:district|specialty|condition|treatment):[a-z0-9-]{1,120}$/.test(topic) ? topic : "",
    facility: /^[a-z0-9-]{1,120}$/.test(facility) ? facility : "",
  };
}
