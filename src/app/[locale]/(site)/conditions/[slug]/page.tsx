import { TopicPage, type TopicProps, topicMetadata } from "../../topic-page";

export const generateMetadata = (props: TopicProps) => topicMetadata("condition", props);

export default function Page(props: TopicProps) {
  return TopicPage("condition", props);
}
